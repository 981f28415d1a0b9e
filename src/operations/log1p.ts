import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `log(1 + x)` of every element, exact near 0 too.
 *
 * @example
 * const output = log1p(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const log1p: UnaryFunction<'float32'> = unary('log1p', 'float32', tf.log1p);
