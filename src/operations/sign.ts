import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * -1, 0 or 1: the sign of every element.
 *
 * @example
 * const output = sign(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sign: UnaryFunction<'common'> = unary('sign', 'common', tf.sign);
