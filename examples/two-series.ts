/**
 * Named sizes: two series of measurements, which are of one length, whatever it is.
 *
 * At which steps do both series point in the same direction as a step before? The length varies from batch to batch, and has a
 * name: the compiler, and each batch, hold both inputs and all that is computed of them to it.
 */
import { Conv1D, concatenate, Dense, Input, Model, optimizers, random, setRandomSeed } from 'tupleflow';
import type { Size } from './size.js';

/** The part of the steps of longer series that the model tags rightly. */
export interface Outcome {
  readonly accuracy: number;
}

/** A model of series of any length. */
export function taggingModel() {
  const wind = Input(['time', 1], { name: 'wind' });
  const waves = Input(['time', 1], { name: 'waves' });
  const both = concatenate([wind, waves]); // SymbolicTensor<[null, 'time', 2]>
  const seen = Conv1D(16, 2, { padding: 'causal', activation: 'relu' })(both); // SymbolicTensor<[null, 'time', 16]>
  const tags = seen.pipe(Dense(16, { activation: 'relu' }), Dense(1, { activation: 'sigmoid' }));
  return Model({ inputs: { wind, waves }, outputs: tags });
}

/** Series of so many steps, and for each step whether both rise, or both fall. */
function series(count: number, steps: number) {
  const [wind, waves] = [numbers(count, steps), numbers(count, steps)];
  const tags = wind.map((_, sample) => {
    const isRise = (all: readonly number[][][], step: number) =>
      numberAt(all, sample, step) > numberAt(all, sample, step - 1);
    return Array.from({ length: steps }, (_, step) => [isRise(wind, step) === isRise(waves, step) ? 1 : 0]);
  });
  return { x: { wind, waves }, y: tags };
}

function numbers(count: number, steps: number): number[][][] {
  using drawn = random.uniform([count, steps, 1]);
  return drawn.arraySync();
}

/** Before the first step, series are 0. */
function numberAt(all: readonly number[][][], sample: number, step: number): number {
  return all[sample]?.[step]?.[0] ?? 0;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const model = taggingModel();
  model.compile({ optimizer: optimizers.Adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  model.summary();

  // One batch is of short series, the next of longer ones.
  const lengths = Array.from({ length: size === 'full' ? 40 : 4 }, (_, batch) => (batch % 2 === 0 ? 12 : 30));
  const batches = {
    *[Symbol.iterator]() {
      for (const length of lengths) {
        const { x, y } = series(32, length);
        yield [x, y] as const;
      }
    },
  };
  await model.fit(batches, { epochs: size === 'full' ? 10 : 1, verbose: 0 });

  const test = series(32, 100);
  const { accuracy = 0 } = await model.evaluate(test.x, test.y, { verbose: 0 });
  console.log(`\nOf the steps of series of 100, the model tags ${(100 * accuracy).toFixed(1)}% rightly.`);
  model.dispose();
  return { accuracy };
}
