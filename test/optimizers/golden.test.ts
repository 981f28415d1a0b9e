import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import * as optimizers from '../../src/optimizers/index.js';
import golden from '../golden/golden_misc.json' with { type: 'json' };
import { expectClose } from '../losses/close.js';
import { keras } from '../losses/keras-options.js';

type Factory = (options: Record<string, unknown>) => optimizers.Optimizer;

const shapes = [[4], [2, 3]];
const { a, b, init } = golden.quadratic;

/** The weights of Keras' example after each of five steps: `0.5 · a · (weight - b)²` is made small. */
function trajectory(optimizer: optimizers.Optimizer): number[][][] {
  const tensors = (values: number[][]) => values.map((value, index) => tf.tensor(value, shapes[index] as number[]));
  const [steepness, centre] = [tensors(a), tensors(b)];
  let weights: readonly tf.Tensor[] = tensors(init);
  let slots = weights.map(({ shape }) => optimizers.initialSlots(optimizer, { shape, name: 'weight' }));
  return [0, 1, 2, 3, 4].map((iteration) => {
    const gradients = weights.map((weight, index) =>
      tf.mul(steepness[index] as tf.Tensor, tf.sub(weight, centre[index] as tf.Tensor)),
    );
    const applied = optimizers.applyOptimizer(optimizer, weights, gradients, slots, iteration);
    weights = applied.weights;
    slots = applied.slots as typeof slots;
    return weights.map((weight) => [...weight.dataSync()]);
  });
}

/** The optimizers that are yet to be written. Any other that is missing fails. */
const unwritten = ['ScheduleFreeAdamW'];
const known = golden.optimizers.filter(({ optimizer }) => !unwritten.includes(optimizer));

describe.each(['cpu', 'wasm'] as const)('optimizers on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(known.map((one) => [`${one.optimizer} ${JSON.stringify(one.config)}`, one] as const))(
    '%s',
    (_, { optimizer, config, lr, slots, steps }) => {
      const before = tf.memory().numTensors;
      const made = (optimizers as unknown as Record<string, Factory>)[optimizer]?.(
        keras(config),
      ) as optimizers.Optimizer;
      expect(made.className).toBe(optimizer);
      expect(made.learningRate).toBe(lr);
      const named = slots.slice(2).filter((path) => !/variable_\d+$/.test(path));
      const kerasNames = named.map((path) => path.replace(/^.*variable_\d+_/, ''));
      const names = made.slots({ shape: [4], name: 'weight' }).map(({ name }) => name);
      expect(new Set(Object.keys(keras(Object.fromEntries(kerasNames.map((name) => [name, 0])))))).toEqual(
        new Set(names),
      );
      const received = tf.tidy(() => trajectory(made));
      for (const [index, weights] of steps.entries()) {
        for (const [place, values] of weights.entries()) expectClose(received[index]?.[place] ?? [], values);
      }
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});
