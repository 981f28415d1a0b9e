import * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer } from '../../src/graph/layer.js';
import { expectClose } from './expect-close.js';
import { runLayer } from './run-layer.js';

/** Numbers that are easily made elsewhere: the i-th is `((factor * i) mod modulus - 5) / 5`. */
function pattern(shape: readonly number[], factor: number, modulus: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => (((factor * index) % modulus) - 5) / 5),
    [...shape],
  );
}

/**
 * Holds the output of a layer to numbers that Keras 3.15 (on JAX, in float64) gave, rounded to four digits: for the pattern
 * of 3 and 7, with weights of the pattern of 7 and 11.
 */
export function expectOutput(layer: AnyLayer, shape: readonly number[], wanted: readonly number[]): void {
  tf.tidy(() => {
    const input = pattern(shape, 3, 7);
    runLayer(layer, input);
    layer.setWeights(layer.weights.map((weight) => pattern(weight.shape, 7, 11)));
    expectClose(runLayer(layer, input), wanted, 6e-5, 'output');
  });
  layer.dispose();
}
