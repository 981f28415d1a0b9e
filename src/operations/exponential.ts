import * as tf from '@tensorflow/tfjs-core';
import { withGradient, withoutGradient } from '../gradients/custom-gradient.js';
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
export const logaddexp: BinaryFunction<'logaddexp', 'float32'> = binary('logaddexp', 'float32', logOfSum);

function logOfSum(x1: tf.Tensor, x2: tf.Tensor): tf.Tensor {
  const greater = withoutGradient(() => {
    const found = tf.maximum(x1, x2);
    return tf.where(tf.isFinite(found), found, tf.zerosLike(found));
  });
  return tf.add(tf.log(tf.add(tf.exp(tf.sub(x1, greater)), tf.exp(tf.sub(x2, greater)))), greater);
}

/**
 * The logarithm with base 2 of the sum of 2 to the power of two tensors, or of a tensor and a number.
 *
 * @example
 * const output = logaddexp2(Input([4]), 0); // SymbolicTensor<[null, 4]>
 */
export const logaddexp2: BinaryFunction<'logaddexp2', 'float32'> = binary('logaddexp2', 'float32', (x1, x2) =>
  tf.div(logOfSum(tf.mul(x1, Math.LN2), tf.mul(x2, Math.LN2)), Math.LN2),
);

/**
 * The cube root of every element.
 *
 * @example
 * const output = cbrt(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const cbrt: UnaryFunction<'float32'> = unary('cbrt', 'float32', (x) =>
  tf.mul(tf.sign(x), tf.pow(tf.abs(x), 1 / 3)),
);

/**
 * The complementary error function of every element: `1 - erf(x)`.
 *
 * @example
 * const output = erfc(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const erfc: UnaryFunction<'float32'> = unary('erfc', 'float32', (x) => tf.sub(1, tf.erf(x)));

/** Polynomials of M. Giles, Approximating the erfinv function, 2010, highest powers first: in the middle, and in the tails. */
const middle = [
  2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503, -0.00417768164,
  0.246640727, 1.50140941,
];
const tails = [
  -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613, 0.00943887047,
  1.00167406, 2.83297682,
];

function polynomial(coefficients: readonly number[], x: tf.Tensor): tf.Tensor {
  return coefficients.reduce<tf.Tensor>((sum, one) => tf.add(tf.mul(sum, x), one), tf.zerosLike(x));
}

function inverseErf(x: tf.Tensor): tf.Tensor {
  const w = tf.neg(tf.log(tf.mul(tf.sub(1, x), tf.add(1, x))));
  const inTails = polynomial(tails, tf.sub(tf.sqrt(tf.relu(w)), 3));
  const value = tf.mul(tf.where(tf.less(w, 5), polynomial(middle, tf.sub(w, 2.5)), inTails), x);
  return tf.where(tf.equal(tf.abs(x), 1), tf.mul(x, Number.POSITIVE_INFINITY), value);
}

/**
 * The inverse of the error function of every element: NaN below -1 and above 1.
 *
 * @example
 * const output = erfinv(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const erfinv: UnaryFunction<'float32'> = unary('erfinv', 'float32', (given) =>
  withGradient(given, (x) => {
    const value = inverseErf(x);
    const gradient = (upstream: tf.Tensor, [result]: readonly tf.Tensor[]) =>
      tf.mul(upstream, tf.mul(tf.exp(tf.square(result as tf.Tensor)), Math.sqrt(Math.PI) / 2));
    return { value, saved: [value], gradient };
  }),
);
