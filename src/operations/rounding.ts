import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The next integer that is not less than every element, as a float.
 *
 * @example
 * const output = ceil(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const ceil: UnaryFunction<'float32'> = unary('ceil', 'float32', tf.ceil);

/**
 * The next integer that is not more than every element, as a float.
 *
 * @example
 * const output = floor(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const floor: UnaryFunction<'float32'> = unary('floor', 'float32', tf.floor);

/**
 * The nearest integer to every element; the even one of two that are as near.
 *
 * @example
 * const output = round(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const round: UnaryFunction<'common'> = unary('round', 'common', tf.round);

/**
 * Every element without its fraction.
 *
 * @example
 * const output = trunc(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const trunc: UnaryFunction<'common'> = unary('trunc', 'common', (x) =>
  x.dtype === 'float32' ? tf.mul(tf.sign(x), tf.floor(tf.abs(x))) : x,
);
