import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The angle in radians, from -pi / 2 to pi / 2, whose sine every element is.
 *
 * @example
 * const output = arcsin(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arcsin: UnaryFunction<'float32'> = unary('arcsin', 'float32', tf.asin);
