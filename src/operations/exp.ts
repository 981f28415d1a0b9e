import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `e` to the power of every element.
 *
 * @example
 * const output = exp(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const exp: UnaryFunction<'float32'> = unary('exp', 'float32', tf.exp);
