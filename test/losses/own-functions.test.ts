import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, Dense, Input, losses, Model, metrics, setBackend, tensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { lossOfFunction } from '../../src/losses/compute-loss.js';
import { meanOfFunction } from '../../src/metrics/mean-metrics.js';

const det = (count: number, start: number) =>
  Float32Array.from({ length: count }, (_, index) => 0.5 * Math.sin(0.7 * index + start));

/** A model whose outputs are (8, 1), and its inputs. */
function model(features = 3) {
  const inputs = Input([features]);
  const made = Model({ inputs, outputs: Dense(1)(inputs) });
  made.setWeights(made.weights.map(({ size }, index) => det(size, 1 + index)));
  return made;
}

const squared = (target: tf.Tensor, prediction: tf.Tensor) => tf.mean(tf.square(tf.sub(target, prediction)), -1);

describe.each(['cpu', 'wasm'] as const)("a user's own loss on %s", (backend) => {
  beforeAll(() => setBackend(backend));

  it('gets targets of the rank of predictions, and a metric gets them as they are', async () => {
    const before = tf.memory().numTensors;
    const [x, y] = [tensor(det(16, 0), [8, 2]), tensor(det(8, 2), [8])];
    const ranks: number[] = [];
    const rankOf = (target: tf.Tensor, prediction: tf.Tensor) => {
      ranks.push(target.rank);
      return tf.zeros([prediction.shape[0] as number]);
    };
    const trained = model(2);
    trained.compile({ optimizer: 'sgd', loss: squared, metrics: [rankOf] });
    const logs = await trained.evaluate(x, y as never);
    expect(logs.loss).toBeCloseTo(0.457365, 6);
    expect(new Set(ranks)).toEqual(new Set([1]));
    for (const each of [x, y]) each.dispose();
    trained.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is named where it returns no tensor of numbers, and nothing changes', async () => {
    const before = tf.memory().numTensors;
    const [x, y] = [[[1, 2, 3]], [[1]]];
    const trained = model();
    const weights = trained.weights.map(({ value }) => [...value.dataSync()]);
    const wrong: readonly [string, () => unknown, string][] = [
      ['nothing', () => undefined, 'expects to return a tensor (received undefined)'],
      ['later', async () => tf.scalar(1), 'expects to return a tensor (received a Promise)'],
      ['plain', () => 1, 'expects to return a tensor (received 1)'],
      ['text', () => tf.tensor(['a']), 'expects to return numbers (received elements of type string)'],
    ];
    for (const [name, compute, message] of wrong) {
      Object.defineProperty(compute, 'name', { value: name });
      const own = compute as losses.LossFunction;
      trained.compile({ optimizer: 'sgd', loss: own });
      await expect(trained.fit(x, y, { verbose: 0 })).rejects.toThrow(ArgumentError);
      await expect(trained.fit(x, y, { verbose: 0 })).rejects.toThrow(`loss ${name} ${message}`);
      trained.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: [own] });
      await expect(trained.evaluate(x, y)).rejects.toThrow(`metric ${name} ${message}`);
    }
    expect(trained.weights.map(({ value }) => [...value.dataSync()])).toEqual(weights);
    trained.dispose();
    // The promise has made a tensor that nobody can free.
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 3);
  });

  it('is named where values have to be weighted, and are not those of the samples', () => {
    const [target, prediction, weight] = [tf.zeros([4, 3]), tf.ones([4, 3]), tf.ones([4])];
    const perColumn = (left: tf.Tensor, right: tf.Tensor) => tf.mean(tf.square(tf.sub(left, right)), 0);
    const loss = lossOfFunction(perColumn);
    // As in Keras: without weights whatever comes is averaged.
    expect(tf.tidy(() => loss.compute(target, prediction).dataSync()[0])).toBe(1);
    expect(() => loss.compute(target, prediction, weight)).toThrow(
      'loss perColumn expects to return a number for each of 4 samples, which have weights or a mask (received shape (3))',
    );
    expect(() => meanOfFunction(perColumn).updateState(target, prediction, weight)).toThrow('metric perColumn');
    for (const each of [target, prediction, weight]) each.dispose();
  });

  it('passes its errors on, as the cause of one with its name', async () => {
    const cause = new RangeError('not today');
    const failing = () => {
      throw cause;
    };
    const trained = model().compile({ optimizer: 'sgd', loss: failing });
    const error = await trained.fit([[1, 2, 3]], [[1]], { verbose: 0 }).catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/^loss failing threw an error: not today/);
    expect((error as Error).cause).toBe(cause);
    trained.dispose();
  });

  it('logs means: of a loss that is not reduced, and of outputs over samples', async () => {
    const inputs = Input([3]);
    const outputs = { first: Dense(1, { name: 'first' })(inputs), second: Dense(1, { name: 'second' })(inputs) };
    const two = Model({ inputs, outputs });
    const mse = losses.MeanSquaredError;
    const x = Array.from({ length: 3 }, (_, row) => [...det(3, row)]);
    const y = { first: [[1], [2], [3]], second: [[0], [1], [5]] };
    const inBatches = async (reduction: losses.Reduction, batchSize: number) => {
      two.compile({ optimizer: 'sgd', loss: mse({ reduction }), lossWeights: { first: 1, second: 0.5 } });
      return two.evaluate(x, y, { batchSize });
    };
    const whole = await inBatches('sumOverBatchSize', 3);
    for (const logs of [await inBatches('none', 3), await inBatches('sumOverBatchSize', 2)]) {
      for (const name of ['loss', 'first_loss', 'second_loss'] as const) {
        expect(logs[name]).toBeCloseTo(whole[name] as number, 5);
      }
      expect((logs.first_loss as number) + 0.5 * (logs.second_loss as number)).toBeCloseTo(logs.loss, 5);
    }
    two.dispose();
  });
});

describe('a metric that is called loss', () => {
  it('does not replace the loss', async () => {
    await setBackend('cpu');
    const trained = model();
    const loss = (_: tf.Tensor, prediction: tf.Tensor) => tf.fill([prediction.shape[0] as number], 7);
    trained.compile({
      optimizer: 'sgd',
      loss: 'meanSquaredError',
      metrics: [loss, metrics.Precision({ name: 'loss' })],
    });
    const logs = await trained.evaluate([[1, 2, 3]], [[1]]);
    expect(Object.keys(logs)).toEqual(['loss', 'loss_1', 'loss_2']);
    expect(logs.loss_1).toBe(7);
    const typed = model().compile({ loss: 'meanSquaredError', metrics: [metrics.Precision({ name: 'loss' })] });
    const { loss_1 }: { readonly loss: number; readonly loss_1: number } = await typed.evaluate([[1, 2, 3]], [[1]]);
    expect(loss_1).toBeDefined();
    trained.dispose();
    typed.dispose();
  });
});
