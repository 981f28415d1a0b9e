import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The negative of every element.
 *
 * @example
 * const output = negative(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const negative: UnaryFunction<'number'> = unary('negative', 'number', tf.neg);
