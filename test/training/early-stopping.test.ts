import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, callbacks, metrics, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { playEpochs } from './scripted-training.js';
import { classifier, samples, twoByTwo } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { EarlyStopping } = callbacks;
const compiled = () =>
  classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy', metrics: ['accuracy', 'falsePositives'] });
const model = compiled();

/** After how many epochs training ends, if they log these losses. */
const epochsUntilStop = async (options: callbacks.EarlyStoppingOptions, losses: number[]) =>
  (await playEpochs(EarlyStopping({ monitor: 'loss', ...options }), model, losses)).epochs;

describe('EarlyStopping', () => {
  it('ends training at the first epoch that is not better', async () => {
    expect(await epochsUntilStop({}, [3, 2, 2, 1])).toBe(3);
    expect(await epochsUntilStop({}, [3, 2, 1, 0])).toBe(4);
  });

  it('has patience, which starts again with every improvement', async () => {
    expect(await epochsUntilStop({ patience: 2 }, [3, 4, 2, 3, 3, 1])).toBe(5);
  });

  it('counts only what is better by enough', async () => {
    expect(await epochsUntilStop({ minDelta: 0.5 }, [3, 2, 1.75, 0])).toBe(3);
    expect(await epochsUntilStop({ minDelta: -0.5 }, [3, 2, 1.75, 0])).toBe(3);
  });

  it('looks for large numbers where they are better', async () => {
    const accuracies = [0.1, 0.5, 0.4, 0.6].map((accuracy) => ({ loss: 1, accuracy }));
    const stopping = EarlyStopping({ monitor: 'accuracy' });
    expect((await playEpochs(stopping, model, accuracies)).epochs).toBe(3);
    expect([stopping.best, stopping.bestEpoch, stopping.stoppedEpoch]).toEqual([0.5, 1, 2]);
    expect(await epochsUntilStop({ mode: 'max' }, [1, 2, 3, 2, 5])).toBe(4);
  });

  it('wants a baseline to be reached', async () => {
    expect(await epochsUntilStop({ baseline: 1, patience: 2 }, [4, 3, 2.5, 2, 2])).toBe(5);
    expect(await epochsUntilStop({ baseline: 3.5, patience: 2 }, [4, 3, 2.5, 2, 2, 2, 2])).toBe(6);
  });

  it('begins late if wanted', async () => {
    expect(await epochsUntilStop({ startFromEpoch: 3 }, [1, 2, 3, 4, 5, 6])).toBe(5);
  });

  it('takes NaN for no improvement', async () => {
    expect(await epochsUntilStop({ patience: 1 }, [2, Number.NaN, 1])).toBe(2);
    // As in Keras, which counts from the first number, whatever it is.
    expect(await epochsUntilStop({ patience: 2 }, [Number.NaN, Number.NaN, Number.NaN, 1])).toBe(3);
    expect(await epochsUntilStop({ patience: 1 }, [Number.NaN, Number.NaN, 1])).toBe(2);
    expect(await epochsUntilStop({ patience: 1, baseline: 3 }, [Number.NaN, Number.NaN, 1])).toBe(2);
    expect(await epochsUntilStop({ patience: 2 }, [Number.NaN, 2, Number.NaN, 1])).toBe(4);
  });

  it('passes over epochs without validation', async () => {
    const logs = [{ loss: 1, val_loss: 1 }, { loss: 1 }, { loss: 1 }, { loss: 1, val_loss: 2 }, { loss: 1 }];
    expect((await playEpochs(EarlyStopping(), model, logs, { isValidated: true })).epochs).toBe(4);
  });

  it('gives the model its best weights, and can be used again', async () => {
    const trained = compiled();
    const [kernel] = trained.weights;
    const stopping = EarlyStopping({ monitor: 'loss', patience: 2, restoreBestWeights: true });
    const onEpoch = (epoch: number) => kernel?.assign(new Float32Array(20).fill(epoch));
    await playEpochs(stopping, trained, [3, 2, 2, 2, 2], { onEpoch });
    expect((await trained.getWeights())[0]).toEqual(new Float32Array(20).fill(1));
    expect((await playEpochs(stopping, trained, [5, 6, 4, 5, 5], { onEpoch })).epochs).toBe(5);
    expect((await trained.getWeights())[0]).toEqual(new Float32Array(20).fill(2));
    trained.dispose();
  });

  it('ends a training, and leaves no tensors', async () => {
    const trained = compiled();
    const { x, y } = samples(12);
    const stopping = EarlyStopping({ minDelta: 100, restoreBestWeights: true });
    const fit = () => trained.fit(x, y, { epochs: 9, verbose: 0, validationSplit: 0.25, callbacks: [stopping] });
    expect((await fit()).epoch).toEqual([0, 1]);
    const before = tf.memory().numTensors;
    await fit();
    expect(tf.memory().numTensors).toBe(before);
    trained.dispose();
  });

  it('knows the names of all outputs, and which way they go', async () => {
    const both = twoByTwo().compile({
      loss: ['meanSquaredError', 'binaryCrossentropy'],
      metrics: [['r2Score'], [metrics.BinaryAccuracy({ name: 'right' })]],
    });
    const stops = async (monitor: string) => {
      const logs = [1, 2, 1].map((value) => ({ loss: 0, [monitor]: value }));
      return (await playEpochs(EarlyStopping({ monitor }), both, logs)).epochs;
    };
    expect(await stops('sum_loss')).toBe(2);
    expect(await stops('sum_r2Score')).toBe(3);
    expect(await stops('flag_right')).toBe(3);
    both.dispose();
  });

  it.each([
    ['val_loss', "monitor expects a name that the model logs (received 'val_loss', without data to"],
    ['acuracy', "(received 'acuracy', did you mean 'accuracy'?)"],
    ['falsePositives', "EarlyStopping: mode expects 'min' or 'max' for 'falsePositives' (received 'auto')"],
  ])('rejects %s as training begins, and leaves no tensors', async (monitor, message) => {
    const trained = compiled();
    const { x, y } = samples(4);
    const before = tf.memory().numTensors;
    const fit = () => trained.fit(x, y, { verbose: 0, callbacks: [EarlyStopping({ monitor })] });
    await expect(fit()).rejects.toThrow(message);
    await expect(fit()).rejects.toThrow(ArgumentError);
    expect(tf.memory().numTensors).toBe(before);
    trained.dispose();
  });

  it.each([
    [{ patience: -1 }, 'EarlyStopping: patience expects an integer from 0 (received -1)'],
    [{ mode: 'up' }, "EarlyStopping: mode expects one of 'auto', 'min', 'max' (received 'up')"],
    [{ minDelta: Number.POSITIVE_INFINITY }, 'EarlyStopping: minDelta expects a finite number (received Infinity)'],
    [{ baseline: 'x' }, "EarlyStopping: baseline expects a finite number (received 'x')"],
    [{ startFromEpoch: 0.5 }, 'EarlyStopping: startFromEpoch expects an integer from 0 (received 0.5)'],
    [{ restore_best_weights: true }, "did you mean 'restoreBestWeights'?"],
  ])('rejects %j', (options, message) => {
    expect(() => EarlyStopping(options as never)).toThrow(ArgumentError);
    expect(() => EarlyStopping(options as never)).toThrow(message);
  });
});
