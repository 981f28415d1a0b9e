import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The error function of every element.
 *
 * @example
 * const output = erf(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const erf: UnaryFunction<'float32'> = unary('erf', 'float32', tf.erf);
