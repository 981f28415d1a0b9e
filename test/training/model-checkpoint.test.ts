import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, callbacks, StateError, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { playEpochs } from './scripted-training.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { ModelCheckpoint } = callbacks;
const compiled = () => classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });

/** The epoch that is kept, and what its weights are if those of each epoch are its number. */
async function kept(options: callbacks.ModelCheckpointOptions, losses: number[]) {
  const model = compiled();
  const checkpoint = ModelCheckpoint({ monitor: 'loss', ...options });
  const onEpoch = (epoch: number) => model.weights[0]?.assign(new Float32Array(20).fill(epoch));
  await playEpochs(checkpoint, model, losses, { onEpoch });
  model.dispose();
  return [checkpoint.epoch, checkpoint.weights?.[0]?.[0]];
}

describe('ModelCheckpoint', () => {
  it('keeps the last weights, or the best', async () => {
    expect(await kept({}, [3, 1, 2])).toEqual([2, 2]);
    expect(await kept({ saveBestOnly: true }, [3, 1, 2])).toEqual([1, 1]);
    expect(await kept({ saveBestOnly: true, mode: 'max' }, [3, 1, 2])).toEqual([0, 0]);
  });

  it('keeps nothing that does not reach a threshold', async () => {
    expect(await kept({ saveBestOnly: true, initialValueThreshold: 1 }, [3, 1, 2])).toEqual([null, undefined]);
    expect(await kept({ saveBestOnly: true, initialValueThreshold: 2 }, [3, 1, 2])).toEqual([1, 1]);
  });

  it('restores what it keeps, after an abort too, and leaves no tensors', async () => {
    const model = compiled();
    const { x, y } = samples(8);
    const checkpoint = ModelCheckpoint();
    const abort = new AbortController();
    const abortInSecond = { onEpochBegin: (epoch: number) => void (epoch === 1 && abort.abort()) };
    await model.evaluate(x, y);
    const before = tf.memory().numTensors;
    const options = { epochs: 3, verbose: 0, callbacks: [checkpoint, abortInSecond], signal: abort.signal } as const;
    await expect(model.fit(x, y, options)).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
    expect(checkpoint.epoch).toBe(0);
    await model.fit(x, y, { verbose: 0 });
    expect(await model.getWeights()).not.toEqual(checkpoint.weights);
    checkpoint.restore(model);
    expect(await model.getWeights()).toEqual(checkpoint.weights);
    model.dispose();
  });

  it('rejects what it cannot do', async () => {
    const model = compiled();
    expect(() => ModelCheckpoint().restore(model)).toThrow(StateError);
    expect(() => ModelCheckpoint({ filepath: 'a' } as never)).toThrow(ArgumentError);
    expect(() => ModelCheckpoint({ initialValueThreshold: Number.NaN })).toThrow('expects a finite number');
    const { x, y } = samples(4);
    const fit = model.fit(x, y, { verbose: 0, callbacks: [ModelCheckpoint({ saveBestOnly: true })] });
    await expect(fit).rejects.toThrow(
      "ModelCheckpoint: monitor expects a name that the model logs (received 'val_loss', without data",
    );
    model.dispose();
  });
});
