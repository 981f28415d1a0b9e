import * as tf from '@tensorflow/tfjs-core';
import { normalStream } from '../../random/random.js';

/** Normally distributed numbers with mean 0. */
export function normalNoise(shape: readonly number[], standardDeviation: number, seed: number): tf.Tensor {
  const next = normalStream(seed);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const values = Float32Array.from({ length: size }, () => next() * standardDeviation);
  return tf.tensor(values, [...shape], 'float32');
}
