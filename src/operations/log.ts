import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The natural logarithm of every element; NaN below 0.
 *
 * @example
 * const output = log(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const log: UnaryFunction<'float32'> = unary('log', 'float32', tf.log);
