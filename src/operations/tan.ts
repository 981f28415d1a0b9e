import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The tangent of every element, an angle in radians.
 *
 * @example
 * const output = tan(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const tan: UnaryFunction<'float32'> = unary('tan', 'float32', tf.tan);
