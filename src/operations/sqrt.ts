import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The square root of every element; NaN below 0.
 *
 * @example
 * const output = sqrt(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sqrt: UnaryFunction<'float32'> = unary('sqrt', 'float32', tf.sqrt);
