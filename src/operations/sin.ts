import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The sine of every element, in radians.
 *
 * @example
 * const output = sin(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sin: UnaryFunction<'float32'> = unary('sin', 'float32', tf.sin);
