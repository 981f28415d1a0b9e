import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The next integer that is not more than every element, as a float.
 *
 * @example
 * const output = floor(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const floor: UnaryFunction<'float32'> = unary('floor', 'float32', tf.floor);
