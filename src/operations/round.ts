import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The nearest integer to every element; the even one of two that are as near.
 *
 * @example
 * const output = round(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const round: UnaryFunction<'common'> = unary('round', 'common', tf.round);
