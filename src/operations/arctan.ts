import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The angle in radians, from -pi / 2 to pi / 2, whose tangent every element is.
 *
 * @example
 * const output = arctan(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arctan: UnaryFunction<'float32'> = unary('arctan', 'float32', tf.atan);
