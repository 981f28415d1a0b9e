/** A number that varies with the sizes of the inputs: its value in each of the runs. */
export interface Varying {
  readonly runs: readonly number[];
}

/** A number, of which it is known whether it varies with the sizes of the inputs. */
export type Size = number | Varying;

/** A number as the runs have it. */
export function sizeOf(runs: readonly number[]): Size {
  const [first] = runs as readonly [number, ...number[]];
  return runs.every((number) => Object.is(number, first)) ? first : { runs };
}

/** Whether a number varies. */
export function varies(size: unknown): size is Varying {
  return typeof size === 'object' && size !== null && 'runs' in size;
}

/** The value of a number in a run. */
export function inRun(size: Size, run: number): number {
  return varies(size) ? (size.runs[run] as number) : size;
}

/** Whether two numbers are the same in all runs. */
export function sameSize(left: Size, right: Size): boolean {
  return varies(left) && varies(right) ? `${left.runs}` === `${right.runs}` : Object.is(left, right);
}

/** A number that is computed from others. */
export function combineSizes(sizes: readonly Size[], combine: (numbers: readonly number[]) => number): Size {
  const { runs } = sizes.find(varies) ?? { runs: [0] };
  return sizeOf(runs.map((_, run) => combine(sizes.map((size) => inRun(size, run)))));
}

/** The product of numbers. */
export function productOf(sizes: readonly Size[]): Size {
  return combineSizes(sizes, (numbers) => numbers.reduce((product, number) => product * number, 1));
}

/** The sum of two numbers. */
export function sumOf(left: Size, right: Size): Size {
  return combineSizes([left, right], (numbers) => numbers.reduce((sum, number) => sum + number, 0));
}
