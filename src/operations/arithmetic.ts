import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/custom-gradient.js';
import { type BinaryFunction, binary } from './binary.js';
import { type UnaryFunction, unary } from './define-operation.js';

/**
 * The sum of two tensors, or of a tensor and a number.
 *
 * @example
 * const output = add(Input([4, 8]), Input([4, 1])); // SymbolicTensor<[null, 4, 8]>
 */
export const add: BinaryFunction<'add', 'common'> = binary('add', 'common', tf.add);

/**
 * The difference of two tensors, or of a tensor and a number.
 *
 * @example
 * const output = subtract(1, Input([4])); // SymbolicTensor<[null, 4]>
 */
export const subtract: BinaryFunction<'subtract', 'number'> = binary('subtract', 'number', tf.sub);

/**
 * The product of two tensors, element by element, or of a tensor and a number.
 *
 * @example
 * const output = multiply(Input([4, 8]), Input([8])); // SymbolicTensor<[null, 4, 8]>
 */
export const multiply: BinaryFunction<'multiply', 'common'> = binary('multiply', 'common', tf.mul);

/**
 * The quotient of two tensors, or of a tensor and a number. Integers give floats.
 *
 * @example
 * const output = divide(Input([4]), 255); // SymbolicTensor<[null, 4]>
 */
export const divide: BinaryFunction<'divide', 'float32'> = binary('divide', 'float32', tf.div);

/**
 * The quotient of two tensors, or of a tensor and a number, rounded down. Its gradient is 0.
 *
 * @example
 * const output = floorDivide(Input([4]), 2); // SymbolicTensor<[null, 4]>
 */
export const floorDivide: BinaryFunction<'floorDivide', 'number'> = binary('floorDivide', 'number', (x1, x2) =>
  // `tf.floorDiv` of floats divides integers on some backends, where 5 / 0 is not infinite.
  x1.dtype === 'float32' ? tf.floor(tf.div(x1, x2)) : tf.floorDiv(x1, x2),
);

/**
 * The remainder of dividing a tensor by another, with the sign of the divisor; one of them may be a number.
 *
 * @example
 * const output = mod(Input([4]), 2); // SymbolicTensor<[null, 4]>
 */
export const mod: BinaryFunction<'mod', 'number'> = binary('mod', 'number', tf.mod);

/**
 * A tensor to the power of another; one of them may be a number.
 *
 * @example
 * const output = power(Input([4]), 3); // SymbolicTensor<[null, 4]>
 */
export const power: BinaryFunction<'power', 'number'> = binary('power', 'number', tf.pow);

/**
 * The negative of every element.
 *
 * @example
 * const output = negative(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const negative: UnaryFunction<'number'> = unary('negative', 'number', tf.neg);

/**
 * `1 / x` of every element.
 *
 * @example
 * const output = reciprocal(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const reciprocal: UnaryFunction<'float32'> = unary('reciprocal', 'float32', tf.reciprocal);

/**
 * The absolute value of every element.
 *
 * @example
 * const output = abs(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const abs: UnaryFunction<'common'> = unary('abs', 'common', tf.abs, 'Absolute');

/**
 * The sign of every element: -1, 0 or 1.
 *
 * @example
 * const output = sign(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sign: UnaryFunction<'common'> = unary('sign', 'common', tf.sign);

/**
 * The square of every element.
 *
 * @example
 * const output = square(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const square: UnaryFunction<'number'> = unary('square', 'number', tf.square);

/**
 * The quotient of two tensors, or of a tensor and a number, and 0 where the divisor is 0.
 *
 * @example
 * const output = divideNoNan(Input([4]), Input([4])); // SymbolicTensor<[null, 4]>
 */
export const divideNoNan: BinaryFunction<'divideNoNan', 'float32'> = binary('divideNoNan', 'float32', (x1, x2) => {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(x1.shape, x2.shape);
  const divisor = broadcastTo(x2, shape);
  const isZero = tf.equal(divisor, 0);
  const quotient = tf.div(x1, tf.where(isZero, tf.onesLike(divisor), divisor));
  return tf.where(isZero, tf.zerosLike(quotient), quotient);
});

/**
 * Every element rounded up to an integer, as a float.
 *
 * @example
 * const output = ceil(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const ceil: UnaryFunction<'float32'> = unary('ceil', 'float32', tf.ceil);

/**
 * Every element rounded down to an integer, as a float.
 *
 * @example
 * const output = floor(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const floor: UnaryFunction<'float32'> = unary('floor', 'float32', tf.floor);

/**
 * Every element rounded to the nearest integer, halves to the even one.
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

/**
 * The absolute value of every element, as a float.
 *
 * @example
 * const output = fabs(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const fabs: UnaryFunction<'float32'> = unary('fabs', 'float32', tf.abs);

/**
 * The step function of a tensor: 0 below 0, 1 above, and the element of `x2` at 0.
 *
 * @example
 * const output = heaviside(Input([4]), 0.5); // SymbolicTensor<[null, 4]>
 */
export const heaviside: BinaryFunction<'heaviside', 'float32'> = binary('heaviside', 'float32', (x1, x2) =>
  tf.where(tf.equal(x1, tf.zerosLike(x1)), x2, tf.cast(tf.greater(x1, tf.zerosLike(x1)), x1.dtype)),
);
