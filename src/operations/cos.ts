import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The cosine of every element, in radians.
 *
 * @example
 * const output = cos(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const cos: UnaryFunction<'float32'> = unary('cos', 'float32', tf.cos);
