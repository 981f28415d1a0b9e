import * as tf from '@tensorflow/tfjs-core';
import { withoutGradient } from '../gradients/custom-gradient.js';
import { type BinaryFunction, binary } from './binary.js';
import { type UnaryFunction, unary } from './define-operation.js';

/**
 * The square root of every element; NaN below 0.
 *
 * @example
 * const output = sqrt(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sqrt: UnaryFunction<'float32'> = unary('sqrt', 'float32', tf.sqrt);

/**
 * `1 / sqrt(x)` of every element.
 *
 * @example
 * const output = rsqrt(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const rsqrt: UnaryFunction<'float32'> = unary('rsqrt', 'float32', tf.rsqrt);

/**
 * `e` to the power of every element.
 *
 * @example
 * const output = exp(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const exp: UnaryFunction<'float32'> = unary('exp', 'float32', tf.exp);

/**
 * `exp(x) - 1` of every element, also exact near 0.
 *
 * @example
 * const output = expm1(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const expm1: UnaryFunction<'float32'> = unary('expm1', 'float32', tf.expm1);

/**
 * The natural logarithm of every element; NaN below 0.
 *
 * @example
 * const output = log(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const log: UnaryFunction<'float32'> = unary('log', 'float32', tf.log);

/**
 * `log(1 + x)` of every element, also exact near 0.
 *
 * @example
 * const output = log1p(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const log1p: UnaryFunction<'float32'> = unary('log1p', 'float32', tf.log1p);

/**
 * The error function of every element.
 *
 * @example
 * const output = erf(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const erf: UnaryFunction<'float32'> = unary('erf', 'float32', tf.erf);

/**
 * The logarithm of every element with base 2; NaN below 0.
 *
 * @example
 * const output = log2(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const log2: UnaryFunction<'float32'> = unary('log2', 'float32', (x) => tf.div(tf.log(x), Math.LN2));

/**
 * The logarithm of every element with base 10; NaN below 0.
 *
 * @example
 * const output = log10(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const log10: UnaryFunction<'float32'> = unary('log10', 'float32', (x) => tf.div(tf.log(x), Math.LN10));

/**
 * 2 to the power of every element.
 *
 * @example
 * const output = exp2(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const exp2: UnaryFunction<'float32'> = unary('exp2', 'float32', (x) => tf.exp(tf.mul(x, Math.LN2)));

/**
 * The logarithm of the sum of the exponentials of two tensors, or of a tensor and a number.
 *
 * @example
 * const output = logaddexp(Input([4]), 0); // SymbolicTensor<[null, 4]>
 */
export const logaddexp: BinaryFunction<'logaddexp', 'float32'> = binary('logaddexp', 'float32', (x1, x2) => {
  const greater = withoutGradient(() => {
    const found = tf.maximum(x1, x2);
    return tf.where(tf.isFinite(found), found, tf.zerosLike(found));
  });
  return tf.add(tf.log(tf.add(tf.exp(tf.sub(x1, greater)), tf.exp(tf.sub(x2, greater)))), greater);
});
