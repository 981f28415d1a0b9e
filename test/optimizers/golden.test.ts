import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import { camelCase } from '../../src/io/keras-config.js';
import * as optimizers from '../../src/optimizers/index.js';
import { testedBackends } from '../backends/tested.js';
import { golden, isGiven, title } from '../golden/keras-numbers.js';
import { expectClose } from '../losses/close.js';

const shapes = [[4], [2, 3]];
const { a, b, init } = golden.quadratic;

/** The weights of Keras' example after each of five steps, and the names of their slots. */
function trajectory(optimizer: optimizers.Optimizer) {
  const tensors = (values: number[][]) => values.map((value, index) => tf.tensor(value, shapes[index] as number[]));
  const [steepness, centre] = [tensors(a), tensors(b)];
  let weights: readonly tf.Tensor[] = tensors(init);
  const slotted = weights.map((value, index) => ({ value, shape: value.shape, path: `variable_${index}` }));
  let slots = slotted.map((weight) => optimizers.initialSlots(optimizer, weight));
  const steps = [0, 1, 2, 3, 4].map((iteration) => {
    const gradients = weights.map((weight, index) => {
      const slope = tf.mul(steepness[index] as tf.Tensor, tf.sub(weight, centre[index] as tf.Tensor));
      return optimizers.scaleLoss(optimizer, slope as tf.Scalar);
    });
    const applied = optimizers.applyOptimizer(optimizer, weights, gradients, slots, iteration);
    weights = applied.weights;
    slots = applied.slots as typeof slots;
    return weights.map((weight) => [...weight.dataSync()]);
  });
  return { steps, slots: slotted.flatMap((weight) => optimizer.slots(weight).map(({ name }) => name)) };
}

/** What a slot is called in Keras, in whose paths there is a number for each kind of optimizer. */
function slotName(path: string): string {
  return camelCase(path.replace(/^.*variable(_\d+)?_/, ''));
}

describe.each(testedBackends)('optimizers on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(golden.optimizers.map((one) => [title(one.optimizer, one), one] as const))('%s', (_, one) => {
    const before = tf.memory().numTensors;
    const made = fromKerasConfig({ class_name: one.optimizer, config: one.config }, { kind: 'optimizer' });
    expect(made.className).toBe(one.optimizer);
    expect(made.learningRate).toBe(one.lr);
    const { steps, slots } = tf.tidy(() => trajectory(made));
    // Keras has no names for Adafactor's means.
    const named = slots.filter((name) => !/Means$/.test(name));
    expect(new Set(named)).toEqual(
      new Set(one.slots.filter((path) => /variable(_\d+)?_[a-z]/.test(path)).map(slotName)),
    );
    for (const [index, weights] of one.steps.entries()) {
      for (const [place, values] of weights.entries()) expectClose(steps[index]?.[place] ?? [], values);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it.skipIf(isGiven)('has cases of every class', () => {
    const classes = Object.keys(optimizers).filter((name) => /^[A-Z]/.test(name));
    expect(new Set(golden.optimizers.map(({ optimizer }) => optimizer))).toEqual(new Set(classes));
  });
});
