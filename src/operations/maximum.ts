import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';
import { twoExtremes } from './two-extremes.js';

/**
 * The greater of two elements, of two tensors or of a tensor and a number.
 *
 * @example
 * const output = maximum(Input([4]), 0); // SymbolicTensor<[null, 4]>
 */
export const maximum: BinaryFunction<'maximum', 'common'> = binary(
  'maximum',
  'common',
  twoExtremes(tf.maximum, tf.greater),
);
