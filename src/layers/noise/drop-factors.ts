import * as tf from '@tensorflow/tfjs-core';
import { generator } from '../../random/generator.js';

/** What dropout multiplies by: 0 for a share `rate` of the elements, and what makes up for them for the others. */
export function dropFactors(shape: readonly number[], rate: number, seed: number): tf.Tensor {
  const source = generator(seed);
  const kept = rate < 1 ? 1 / (1 - rate) : 0;
  const threshold = rate * 2 ** 32;
  const factors = new Float32Array(shape.reduce((size, dimension) => size * dimension, 1));
  for (let index = 0; index < factors.length; index++) factors[index] = source.next() >>> 0 < threshold ? 0 : kept;
  return tf.tensor(factors, [...shape], 'float32');
}
