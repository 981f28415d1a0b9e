import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';
import { type UnaryFunction, unary } from './define-operation.js';

/**
 * The sine of every element, in radians.
 *
 * @example
 * const output = sin(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sin: UnaryFunction<'float32'> = unary('sin', 'float32', tf.sin);

/**
 * The cosine of every element, in radians.
 *
 * @example
 * const output = cos(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const cos: UnaryFunction<'float32'> = unary('cos', 'float32', tf.cos);

/**
 * The tangent of every element, an angle in radians.
 *
 * @example
 * const output = tan(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const tan: UnaryFunction<'float32'> = unary('tan', 'float32', tf.tan);

/**
 * The angle in radians, from -pi / 2 to pi / 2, whose sine every element is.
 *
 * @example
 * const output = arcsin(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arcsin: UnaryFunction<'float32'> = unary('arcsin', 'float32', tf.asin);

/**
 * The angle in radians, from 0 to pi, whose cosine every element is.
 *
 * @example
 * const output = arccos(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arccos: UnaryFunction<'float32'> = unary('arccos', 'float32', tf.acos);

/**
 * The angle in radians, from -pi / 2 to pi / 2, whose tangent every element is.
 *
 * @example
 * const output = arctan(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arctan: UnaryFunction<'float32'> = unary('arctan', 'float32', tf.atan);

/**
 * The hyperbolic sine of every element.
 *
 * @example
 * const output = sinh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sinh: UnaryFunction<'float32'> = unary('sinh', 'float32', tf.sinh);

/**
 * The hyperbolic cosine of every element.
 *
 * @example
 * const output = cosh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const cosh: UnaryFunction<'float32'> = unary('cosh', 'float32', tf.cosh);

/**
 * The hyperbolic tangent of every element, from -1 to 1.
 *
 * @example
 * const output = tanh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const tanh: UnaryFunction<'float32'> = unary('tanh', 'float32', tf.tanh);

/**
 * The number whose hyperbolic sine every element is.
 *
 * @example
 * const output = arcsinh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arcsinh: UnaryFunction<'float32'> = unary('arcsinh', 'float32', tf.asinh);

/**
 * The number whose hyperbolic cosine every element is.
 *
 * @example
 * const output = arccosh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arccosh: UnaryFunction<'float32'> = unary('arccosh', 'float32', tf.acosh);

/**
 * The number whose hyperbolic tangent every element is.
 *
 * @example
 * const output = arctanh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arctanh: UnaryFunction<'float32'> = unary('arctanh', 'float32', tf.atanh);

/**
 * The angle in radians, from -pi to pi, of the points whose ordinates are `x1` and whose abscissas are `x2`.
 *
 * @example
 * const output = arctan2(Input([4]), Input([4])); // SymbolicTensor<[null, 4]>
 */
export const arctan2: BinaryFunction<'arctan2', 'float32'> = binary('arctan2', 'float32', tf.atan2);

/**
 * Angles in degrees, converted to radians.
 *
 * @example
 * const output = deg2rad(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const deg2rad: UnaryFunction<'float32'> = unary('deg2rad', 'float32', (x) => tf.mul(x, Math.PI / 180));

/**
 * Angles in radians, converted to degrees.
 *
 * @example
 * const output = rad2deg(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const rad2deg: UnaryFunction<'float32'> = unary('rad2deg', 'float32', (x) => tf.mul(x, 180 / Math.PI));

/**
 * `sin(pi * x) / (pi * x)` of every element, and 1 at 0.
 *
 * @example
 * const output = sinc(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sinc: UnaryFunction<'float32'> = unary('sinc', 'float32', (x) => {
  const isZero = tf.equal(x, 0);
  const angles = tf.mul(tf.where(isZero, tf.onesLike(x), x), Math.PI);
  return tf.where(isZero, tf.onesLike(x), tf.div(tf.sin(angles), angles));
});

/**
 * The length of the hypotenuse of right-angled triangles, from the lengths of the other two sides.
 *
 * @example
 * const output = hypot(Input([4]), Input([4])); // SymbolicTensor<[null, 4]>
 */
export const hypot: BinaryFunction<'hypot', 'float32'> = binary('hypot', 'float32', (x1, x2) =>
  tf.sqrt(tf.add(tf.square(x1), tf.square(x2))),
);
