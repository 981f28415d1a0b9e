import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The angle in radians, from 0 to pi, whose cosine every element is.
 *
 * @example
 * const output = arccos(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arccos: UnaryFunction<'float32'> = unary('arccos', 'float32', tf.acos);
