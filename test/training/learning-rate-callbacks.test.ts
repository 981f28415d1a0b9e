import { ArgumentError, type Callback, callbacks, optimizers, StateError, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { playEpochs } from './scripted-training.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { LearningRateScheduler } = callbacks;
const compiled = (optimizer: optimizers.OptimizerIdentifier = 'sgd') =>
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

const { ReduceLROnPlateau } = callbacks;
const model = compiled();

/** The learning rates of epochs that log these losses, and of one more. */
const rates = async (options: callbacks.ReduceLROnPlateauOptions, losses: number[]) =>
  (await playEpochs(ReduceLROnPlateau({ monitor: 'loss', factor: 0.5, ...options }), model, [...losses, 0]))
    .learningRates;

describe('ReduceLROnPlateau', () => {
  it('makes the learning rate smaller when patience is over, again and again', async () => {
    expect(await rates({ patience: 2 }, [1, 1, 1, 1, 1])).toEqual([1, 1, 1, 0.5, 0.5, 0.25]);
    expect(await rates({ patience: 1 }, [3, 2, 1, 1])).toEqual([1, 1, 1, 1, 0.5]);
  });

  it('counts only what is better by enough', async () => {
    expect(await rates({ patience: 1, minDelta: 0.5 }, [3, 2.75, 2])).toEqual([1, 1, 0.5, 0.5]);
  });

  it('waits after it has acted', async () => {
    expect(await rates({ patience: 1, cooldown: 2 }, [1, 1, 1, 1, 1])).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
  });

  it('stops at the least learning rate', async () => {
    expect(await rates({ patience: 1, minLr: 0.4 }, [1, 1, 1, 1])).toEqual([1, 1, 0.5, 0.4, 0.4]);
  });

  it('changes what training does, until the model is compiled anew', async () => {
    const trained = compiled(optimizers.SGD({ learningRate: 0.5 }));
    const { x, y } = samples(8);
    const seen: number[] = [];
    const fit = () =>
      trained.fit(x, y, {
        epochs: 3,
        verbose: 0,
        callbacks: [
          { onEpochBegin: (_epoch, training) => void seen.push(training.learningRate) },
          ReduceLROnPlateau({ monitor: 'loss', factor: 0, patience: 1, minDelta: 100 }),
        ],
      });
    await fit();
    expect(seen).toEqual([0.5, 0.5, 0]);
    const weights = await trained.getWeights();
    await fit();
    expect(await trained.getWeights()).toEqual(weights);
    trained.compile({ optimizer: optimizers.SGD({ learningRate: 0.5 }), loss: 'categoricalCrossentropy' });
    await fit();
    expect(seen.slice(3)).toEqual([0, 0, 0, 0.5, 0.5, 0]);
    trained.dispose();
  });

  it('rejects a schedule as training begins', async () => {
    const trained = compiled(optimizers.Adam({ learningRate: () => 0.1 }));
    const { x, y } = samples(4);
    const fit = trained.fit(x, y, { verbose: 0, callbacks: [ReduceLROnPlateau({ monitor: 'loss' })] });
    await expect(fit).rejects.toThrow(StateError);
    await expect(fit).rejects.toThrow('Adam: learningRate expects a number, because it is set in training');
    trained.dispose();
  });

  it.each([
    [{ factor: 1 }, 'ReduceLROnPlateau: factor expects a number from 0 to less than 1 (received 1)'],
    [{ patience: 0.5 }, 'ReduceLROnPlateau: patience expects an integer from 0 (received 0.5)'],
    [{ cooldown: -1 }, 'ReduceLROnPlateau: cooldown expects an integer from 0 (received -1)'],
    [{ minLr: -1 }, 'ReduceLROnPlateau: minLr expects a number that is 0 or more (received -1)'],
    [{ min_lr: 1 }, "The options are 'monitor', 'mode', 'verbose', 'factor'"],
  ])('rejects %j', (options, message) => {
    expect(() => ReduceLROnPlateau(options as never)).toThrow(ArgumentError);
    expect(() => ReduceLROnPlateau(options as never)).toThrow(message);
  });
});
