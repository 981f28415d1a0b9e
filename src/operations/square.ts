import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The square of every element.
 *
 * @example
 * const output = square(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const square: UnaryFunction<'number'> = unary('square', 'number', tf.square);
