import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';
import { twoExtremes } from './two-extremes.js';

/**
 * The lesser of two elements, of two tensors or of a tensor and a number.
 *
 * @example
 * const output = minimum(Input([4]), 0); // SymbolicTensor<[null, 4]>
 */
export const minimum: BinaryFunction<'minimum', 'common'> = binary(
  'minimum',
  'common',
  twoExtremes(tf.minimum, tf.less),
);
