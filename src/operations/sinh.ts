import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The hyperbolic sine of every element.
 *
 * @example
 * const output = sinh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sinh: UnaryFunction<'float32'> = unary('sinh', 'float32', tf.sinh);
