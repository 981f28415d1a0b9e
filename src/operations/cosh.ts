import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The hyperbolic cosine of every element.
 *
 * @example
 * const output = cosh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const cosh: UnaryFunction<'float32'> = unary('cosh', 'float32', tf.cosh);
