import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * A tensor less another; one of them may be a number.
 *
 * @example
 * const output = subtract(1, Input([4])); // SymbolicTensor<[null, 4]>
 */
export const subtract: BinaryFunction<'subtract', 'number'> = binary('subtract', 'number', tf.sub);
