import * as tf from '@tensorflow/tfjs-core';
import { withGradients } from '../gradients/with-gradients.js';
import { type BinaryFunction, binary } from './binary.js';

/**
 * A tensor divided by another and rounded down; one of them may be a number. Its gradient is 0.
 *
 * @example
 * const output = floorDivide(Input([4]), 2); // SymbolicTensor<[null, 4]>
 */
export const floorDivide: BinaryFunction<'floorDivide', 'number'> = binary('floorDivide', 'number', (x1, x2) =>
  withGradients([x1, x2], (...given) => ({
    value: tf.floorDiv(...(given as [tf.Tensor, tf.Tensor])),
    saved: [],
    // TensorFlow.js has that of a division.
    gradient: () => [tf.zeros(x1.shape), tf.zeros(x2.shape)],
  })),
);
