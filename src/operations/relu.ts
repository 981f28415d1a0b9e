import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The elements that are greater than 0, and 0 for the others.
 *
 * @example
 * const output = relu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const relu: UnaryFunction<'number'> = unary('relu', 'number', tf.relu);
