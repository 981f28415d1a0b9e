import * as tf from '@tensorflow/tfjs-core';
import { Dense, Dropout, Input, Model, optimizers, setBackend, setRandomSeed } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

const [samples, folds, features] = [24, 3, 3] as const;

/** The target is a line through the features, and a little noise that repeats. */
const x = Array.from({ length: samples }, (_, sample) =>
  Array.from({ length: features }, (_, feature) => Math.sin(sample * 3 + feature * 5)),
);
const y = x.map(([first = 0, second = 0, third = 0], sample) => [
  first - 2 * second + 0.5 * third + 0.05 * Math.cos(9 * sample),
]);

/** The samples of a fold, and all others. */
function split<Sample>(all: readonly Sample[], fold: number): readonly [held: Sample[], others: Sample[]] {
  const isHeld = (place: number) => place % folds === fold;
  return [all.filter((_, place) => isHeld(place)), all.filter((_, place) => !isHeld(place))];
}

function build() {
  const inputs = Input([features]);
  const outputs = inputs.pipe(Dense(8, { activation: 'tanh' }), Dropout(0.1), Dense(1));
  const model = Model({ inputs, outputs });
  return model.compile({ optimizer: optimizers.Adam({ learningRate: 0.1 }), loss: 'mse', metrics: ['mae'] });
}

type Regression = ReturnType<typeof build>;

/** Trains on all folds but one: the errors on that one. */
async function validate(model: Regression, fold: number): Promise<readonly [mse: number, mae: number]> {
  const [heldX, trainX] = split(x, fold);
  const [heldY, trainY] = split(y, fold);
  await model.fit(trainX, trainY, { epochs: 12, batchSize: 8, verbose: 0 });
  const { loss, mae } = await model.evaluate(heldX, heldY, { batchSize: 4 });
  return [loss, mae];
}

/** Cross-validation with a new model for each fold. */
async function withNewModels(seed: number) {
  setRandomSeed(seed);
  const errors = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = build();
    errors.push(await validate(model, fold));
    model.dispose();
  }
  return errors;
}

/** Cross-validation with one model, whose weights are set back before each fold. */
async function withOneModel(seed: number) {
  setRandomSeed(seed);
  const model = build();
  const initial = await model.getWeights();
  const errors = [];
  for (let fold = 0; fold < folds; fold++) {
    model.setWeights(initial);
    model.compile({ optimizer: optimizers.Adam({ learningRate: 0.1 }), loss: 'mse', metrics: ['mae'] });
    errors.push(await validate(model, fold));
  }
  model.dispose();
  return errors;
}

describe('k-fold cross-validation', () => {
  beforeAll(() => setBackend('wasm'));

  it.each([
    ['new models', withNewModels],
    ['one model that is set back', withOneModel],
  ] as const)('gives the same numbers again with %s', async (_, run) => {
    const before = tf.memory().numTensors;
    const errors = await run(7);
    // The squares of the targets are 2.6 in the mean, of the noise 0.00125.
    for (const [mse, mae] of errors) {
      expect(mse).toBeLessThan(0.5);
      expect(mae).toBeLessThanOrEqual(Math.sqrt(mse));
    }
    expect(new Set(errors.map(([mse]) => mse)).size).toBe(folds);
    expect(await run(7)).toEqual(errors);
    expect(await run(8)).not.toEqual(errors);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('forgets a fold when weights are set back', async () => {
    setRandomSeed(1);
    const model = build();
    const initial = await model.getWeights();
    const [first, again] = [await validate(model, 0), await validate(model, 0)];
    expect(again[0]).toBeLessThan(first[0]);
    model.setWeights(initial);
    expect(await model.getWeights()).toEqual(initial);
    model.dispose();
  });
});
