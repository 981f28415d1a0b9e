import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, callbacks, DataError, setBackend } from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { playEpochs } from './scripted-training.js';
import { classifier, samples } from './small-model.js';

const { EarlyStopping, LearningRateScheduler, ModelCheckpoint, ReduceLROnPlateau, TerminateOnNaN } = callbacks;
const compiled = () => classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
const { x, y } = samples(8);
let said: string[];

beforeAll(() => setBackend('cpu'));
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => vi.restoreAllMocks());

describe('verbose', () => {
  it('says what callbacks do', async () => {
    const model = compiled();
    const options = { monitor: 'loss', verbose: 1 } as const;
    await playEpochs(EarlyStopping({ ...options, restoreBestWeights: true }), model, [2, 1, 3]);
    await playEpochs(ReduceLROnPlateau({ ...options, patience: 1, factor: 0.5 }), model, [2, 3]);
    await playEpochs(ModelCheckpoint({ ...options, saveBestOnly: true }), model, [2, 3, 1]);
    await playEpochs(ModelCheckpoint({ verbose: 1 }), model, [2]);
    await playEpochs(
      LearningRateScheduler(() => 0.25, { verbose: 1 }),
      model,
      [2],
    );
    expect(said).toEqual([
      'Epoch 3: EarlyStopping ends training',
      'Epoch 2: EarlyStopping had the best weights, which are restored',
      'Epoch 2: ReduceLROnPlateau sets the learning rate to 0.5',
      'Epoch 1: ModelCheckpoint keeps the weights, with loss 2',
      'Epoch 3: ModelCheckpoint keeps the weights, with loss 1',
      'Epoch 1: ModelCheckpoint keeps the weights',
      'Epoch 1: LearningRateScheduler sets the learning rate to 0.25',
    ]);
    model.dispose();
  });

  it('is 0 unless given, and nothing else', async () => {
    const model = compiled();
    await playEpochs(EarlyStopping({ monitor: 'loss' }), model, [2, 3]);
    expect(said).toEqual([]);
    expect(() => EarlyStopping({ verbose: 2 as 1 })).toThrow('EarlyStopping: verbose expects 0 or 1');
    model.dispose();
  });
});

describe('ModelCheckpoint', () => {
  it('keeps weights every so many batches, counted over epochs', async () => {
    const model = compiled();
    const kept: (number | null)[] = [];
    const checkpoint = ModelCheckpoint({ saveFreq: 3 });
    const look = { onTrainBatchEnd: () => void kept.push(checkpoint.epoch) };
    await model.fit(x, y, { batchSize: 4, epochs: 4, verbose: 0, callbacks: [checkpoint, look] });
    // As with Keras 3.15: after the third batch, in the second epoch, and after the sixth, in the third.
    expect(kept).toEqual([null, null, 1, 1, 1, 2, 2, 2]);
    model.dispose();
  });

  it('knows that batches log nothing of validation data', async () => {
    const model = compiled();
    const options = {
      verbose: 0,
      validationData: [x, y],
      callbacks: [ModelCheckpoint({ saveFreq: 1, saveBestOnly: true })],
    };
    await expect(model.fit(x, y, options as never)).rejects.toThrow(
      'ModelCheckpoint: monitor expects a name that the model logs',
    );
    model.dispose();
  });

  it.each([0, 1.5, 'batch'])('rejects saveFreq %s', (saveFreq) => {
    expect(() => ModelCheckpoint({ saveFreq: saveFreq as number })).toThrow(ArgumentError);
    expect(() => ModelCheckpoint({ saveFreq: saveFreq as number })).toThrow(
      "ModelCheckpoint: saveFreq expects 'epoch' or a positive integer",
    );
  });
});

describe('EarlyStopping', () => {
  it('does not end with the first epoch, whatever it logs', async () => {
    const model = compiled();
    expect((await playEpochs(EarlyStopping({ monitor: 'loss' }), model, [Number.NaN, Number.NaN, 1])).epochs).toBe(2);
    model.dispose();
  });
});

describe('TerminateOnNaN', () => {
  it('fails if wanted, and else ends training', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const model = classifier().compile({
      optimizer: 'sgd',
      loss: (target, prediction) => tf.mul(tf.sub(prediction, target), Number.POSITIVE_INFINITY),
    });
    const fit = (raiseError: boolean) =>
      model.fit(x, y, { batchSize: 2, epochs: 2, verbose: 0, callbacks: [TerminateOnNaN({ raiseError })] });
    await expect(fit(true)).rejects.toThrow(DataError);
    await expect(fit(true)).rejects.toThrow(/^TerminateOnNaN expects a finite loss \(received .* in batch 0\)/);
    expect((await fit(false)).epoch).toEqual([0]);
    model.dispose();
  });
});
