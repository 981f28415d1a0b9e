/** How long runs of a recording have taken, in milliseconds. */
export interface ReplayTimes {
  /** The number of runs. */
  count: number;
  /** The number of runs that have been timed: one of {@link timedEach}. */
  runs: number;
  /** The time of all that have been timed. */
  total: number;
  /** The time of each kernel in all of these; empty where kernels are not run one by one. */
  readonly kernels: Float64Array;
}

/** One of so many runs is timed. */
const timedEach = 32;

export function createTimes(kernelCount: number): ReplayTimes {
  return { count: 0, runs: 0, total: 0, kernels: new Float64Array(kernelCount) };
}

/** Counts a run, and tells whether it is timed: the second is, for in the first one compilers are at work. */
export function isTimed(times: ReplayTimes): boolean {
  return times.count++ % timedEach === 1;
}

/** Runs steps one after the other, and adds how long each has taken. */
export function runTimed<Step>(times: ReplayTimes, steps: readonly Step[], run: (step: Step) => void): void {
  const start = performance.now();
  let before = start;
  for (const [index, step] of steps.entries()) {
    run(step);
    const now = performance.now();
    times.kernels[index] = (times.kernels[index] as number) + now - before;
    before = now;
  }
  times.runs++;
  times.total += before - start;
}
