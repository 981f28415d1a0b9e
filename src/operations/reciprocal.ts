import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `1 / x` of every element.
 *
 * @example
 * const output = reciprocal(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const reciprocal: UnaryFunction<'float32'> = unary('reciprocal', 'float32', tf.reciprocal);
