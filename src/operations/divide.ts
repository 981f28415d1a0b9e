import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * A tensor divided by another; one of them may be a number. Integers give floats.
 *
 * @example
 * const output = divide(Input([4]), 255); // SymbolicTensor<[null, 4]>
 */
export const divide: BinaryFunction<'divide', 'float32'> = binary('divide', 'float32', tf.div);
