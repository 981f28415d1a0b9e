import * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer } from '../../src/graph/layer.js';
import { expectClose } from './expect-close.js';
import { randomTensor } from './random-tensor.js';
import { runLayer } from './run-layer.js';

/**
 * Holds the gradients of a layer that is linear in its input and in each kernel, without a bias, to its outputs: the slope
 * along a direction is the output with that direction in the place of what changes.
 */
export function expectSlopesOfOutputs(layer: AnyLayer, input: tf.Tensor, seed: number): void {
  const given = tf.variable(input);
  const weights = layer.weights.map(({ value }) => value as tf.Variable);
  const upstream = randomTensor(runLayer(layer, input).shape, seed);
  const along = (fed: tf.Tensor) => tf.sum(tf.mul(runLayer(layer, fed), upstream)) as tf.Scalar;
  const { grads } = tf.variableGrads(() => along(tf.clone(given)), [given, ...weights]);
  given.dispose();
  const slope = (variable: tf.Variable, direction: tf.Tensor) =>
    tf.sum(tf.mul(grads[variable.name] as tf.Tensor, direction));

  const moved = randomTensor(input.shape, seed + 1);
  expectClose(slope(given, moved), [...along(moved).dataSync()], 1e-4, 'slope along the input');
  for (const [index, weight] of weights.entries()) {
    const old = tf.clone(weight);
    const turned = randomTensor(weight.shape, seed + 2 + index);
    weight.assign(turned);
    const expected = along(input).dataSync();
    weight.assign(old);
    expectClose(slope(weight, turned), [...expected], 1e-4, `slope along weight ${index}`);
  }
}
