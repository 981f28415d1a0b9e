import { ArgumentError, type Callback, callbacks, optimizers, StateError, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { playEpochs } from './scripted-training.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { LearningRateScheduler } = callbacks;
const compiled = (optimizer: optimizers.OptimizerIdentifier) =>
  classifier().compile({ optimizer, loss: 'categoricalCrossentropy' });

describe('LearningRateScheduler', () => {
  it('sets the learning rate of every epoch, given the last one', async () => {
    const model = classifier();
    const { learningRates } = await playEpochs(
      LearningRateScheduler((epoch, rate) => rate / (epoch + 1)),
      model,
      [1, 1, 1],
    );
    expect(learningRates).toEqual([1, 1 / 2, 1 / 6]);
  });

  it('changes what training does', async () => {
    const model = compiled(optimizers.SGD({ learningRate: 0.5 }));
    const { x, y } = samples(8);
    const fit = (rate: (epoch: number) => number, callback: Callback = {}) =>
      model.fit(x, y, { epochs: 2, verbose: 0, callbacks: [LearningRateScheduler(rate), callback] });
    const weights = await model.getWeights();
    await fit(() => 0);
    expect(await model.getWeights()).toEqual(weights);
    await fit((epoch) => epoch);
    expect(await model.getWeights()).not.toEqual(weights);
    model.dispose();
  });

  it('lets callbacks see what a schedule of the optimizer says', async () => {
    const model = compiled(optimizers.SGD({ learningRate: (iteration) => 1 / (iteration + 1) }));
    const { x, y } = samples(8);
    const seen: number[] = [];
    const watcher: Callback = { onEpochBegin: (_epoch, training) => void seen.push(training.learningRate) };
    await model.fit(x, y, { epochs: 2, batchSize: 4, verbose: 0, callbacks: [watcher] });
    expect(seen).toEqual([1, 1 / 3]);
    await expect(model.fit(x, y, { verbose: 0, callbacks: [LearningRateScheduler(() => 1)] })).rejects.toThrow(
      StateError,
    );
    model.dispose();
  });

  it('rejects what is no learning rate', async () => {
    const model = compiled('sgd');
    const play = playEpochs(
      LearningRateScheduler(() => undefined as never),
      model,
      [1],
    );
    await expect(play).rejects.toThrow(
      'LearningRateScheduler: schedule expects to return a number that is 0 or more (received undefined)',
    );
    expect(() => LearningRateScheduler(0.1 as never)).toThrow(ArgumentError);
    const { x, y } = samples(4);
    const setter: Callback = {
      onTrainBegin(training) {
        training.learningRate = -1;
      },
    };
    await expect(model.fit(x, y, { verbose: 0, callbacks: [setter] })).rejects.toThrow(
      'SGD: learningRate expects a number that is 0 or more (received -1)',
    );
    model.dispose();
  });
});
