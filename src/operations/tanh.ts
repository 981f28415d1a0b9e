import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The hyperbolic tangent of every element, from -1 to 1.
 *
 * @example
 * const output = tanh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const tanh: UnaryFunction<'float32'> = unary('tanh', 'float32', tf.tanh);
