import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * The product of two tensors, element by element, or of a tensor and a number.
 *
 * @example
 * const output = multiply(Input([4, 8]), Input([8])); // SymbolicTensor<[null, 4, 8]>
 */
export const multiply: BinaryFunction<'multiply', 'common'> = binary('multiply', 'common', tf.mul);
