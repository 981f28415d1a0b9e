/**
 * Prints how long one training step of the guide's first network takes, as a ratio: this library on WebAssembly to
 * tfjs-layers on stock WebAssembly, each in a process of its own, in rounds that take turns, so that what else the machine
 * does counts for both.
 *
 * Run it with `npm run bench`.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const rounds = 15;
const stepsPerRound = 100;
const target = 0.6;

/** One of the two systems: measures rounds when it is asked to. */
class Contestant {
  readonly #process: ChildProcess;

  constructor(module: string, accuracy: boolean) {
    this.#process = fork(fileURLToPath(new URL(module, import.meta.url)), accuracy ? ['accuracy'] : [], {
      execArgv: process.execArgv,
    });
  }

  /** The median time of a step, in milliseconds. */
  measure(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#process.once('message', (milliseconds) => resolve(Number(milliseconds)));
      this.#process.once('exit', (code) => reject(new Error(`a contestant ended with ${code}`)));
      this.#process.send(stepsPerRound);
    }).then((result) => {
      this.#process.removeAllListeners('exit');
      return result as number;
    });
  }

  stop(): void {
    this.#process.kill();
  }
}

const median = (values: readonly number[]) =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] as number;

for (const accuracy of [false, true]) {
  const ours = new Contestant('./step-of-tupleflow.ts', accuracy);
  const theirs = new Contestant('./step-of-tfjs-layers.ts', accuracy);
  const times: { readonly ours: number; readonly theirs: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const measured = { ours: await ours.measure(), theirs: await theirs.measure() };
    // The first round is for the just-in-time compiler.
    if (round > 0) times.push(measured);
  }
  ours.stop();
  theirs.stop();
  const ratio = median(times.map((time) => time.ours / time.theirs));
  console.log(
    `training step, 784-64-64-10, batch 32, rmsprop${accuracy ? ', accuracy' : ''}: ` +
      `tupleflow ${median(times.map((time) => time.ours)).toFixed(2)} ms, ` +
      `tfjs-layers ${median(times.map((time) => time.theirs)).toFixed(2)} ms, ` +
      `ratio ${ratio.toFixed(2)} (target: at most ${target})`,
  );
  if (ratio > target) process.exitCode = 1;
}
