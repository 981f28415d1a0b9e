import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `1 / sqrt(x)` of every element.
 *
 * @example
 * const output = rsqrt(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const rsqrt: UnaryFunction<'float32'> = unary('rsqrt', 'float32', tf.rsqrt);
