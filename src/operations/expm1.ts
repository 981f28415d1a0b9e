import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `exp(x) - 1` of every element, exact near 0 too.
 *
 * @example
 * const output = expm1(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const expm1: UnaryFunction<'float32'> = unary('expm1', 'float32', tf.expm1);
