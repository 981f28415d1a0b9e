import * as tf from '@tensorflow/tfjs-core';
import { castTo } from './argument.js';
import { type BinaryFunction, binary } from './binary.js';
import { type UnaryFunction, unary } from './define-operation.js';

/**
 * Where an element of a tensor is equal to that of another; one of them may be a number.
 *
 * @example
 * const output = equal(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const equal: BinaryFunction<'equal', 'bool'> = binary('equal', 'bool', tf.equal);

/**
 * Where an element of a tensor differs from that of another; one of them may be a number.
 *
 * @example
 * const output = notEqual(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const notEqual: BinaryFunction<'notEqual', 'bool'> = binary('notEqual', 'bool', tf.notEqual);

/**
 * Where an element of a tensor is greater than that of another; one of them may be a number.
 *
 * @example
 * const output = greater(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const greater: BinaryFunction<'greater', 'bool'> = binary('greater', 'bool', tf.greater);

/**
 * Where an element of a tensor is not less than that of another; one of them may be a number.
 *
 * @example
 * const output = greaterEqual(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const greaterEqual: BinaryFunction<'greaterEqual', 'bool'> = binary('greaterEqual', 'bool', tf.greaterEqual);

/**
 * Where an element of a tensor is less than that of another; one of them may be a number.
 *
 * @example
 * const output = less(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const less: BinaryFunction<'less', 'bool'> = binary('less', 'bool', tf.less);

/**
 * Where an element of a tensor is not greater than that of another; one of them may be a number.
 *
 * @example
 * const output = lessEqual(Input([4]), 0); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const lessEqual: BinaryFunction<'lessEqual', 'bool'> = binary('lessEqual', 'bool', tf.lessEqual);

/**
 * Where the elements of both tensors are true; numbers other than 0 are true.
 *
 * @example
 * const output = logicalAnd(Input([4]), Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalAnd: BinaryFunction<'logicalAnd', 'bool'> = binary('logicalAnd', 'bool', (x1, x2) =>
  tf.logicalAnd(castTo(x1, 'bool'), castTo(x2, 'bool')),
);

/**
 * Where an element of at least one of two tensors is true; numbers other than 0 are true.
 *
 * @example
 * const output = logicalOr(Input([4]), Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalOr: BinaryFunction<'logicalOr', 'bool'> = binary('logicalOr', 'bool', (x1, x2) =>
  tf.logicalOr(castTo(x1, 'bool'), castTo(x2, 'bool')),
);

/**
 * Where an element is false, or 0.
 *
 * @example
 * const isZero = logicalNot(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalNot: UnaryFunction<'bool'> = unary('logicalNot', 'bool', (x) => tf.logicalNot(castTo(x, 'bool')));

/**
 * Where exactly one of two elements is true; numbers other than 0 are true.
 *
 * @example
 * const output = logicalXor(Input([4]), Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalXor: BinaryFunction<'logicalXor', 'bool'> = binary('logicalXor', 'bool', (x1, x2) =>
  tf.notEqual(tf.cast(castTo(x1, 'bool'), 'int32'), tf.cast(castTo(x2, 'bool'), 'int32')),
);

/**
 * Where an element is not a number.
 *
 * @example
 * const output = isnan(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const isnan: UnaryFunction<'bool'> = unary('isnan', 'bool', (x) => tf.isNaN(castTo(x, 'float32')));

/**
 * Where an element is infinite.
 *
 * @example
 * const output = isinf(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const isinf: UnaryFunction<'bool'> = unary('isinf', 'bool', (x) => tf.isInf(castTo(x, 'float32')));

/**
 * Where an element is neither infinite nor NaN.
 *
 * @example
 * const output = isfinite(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const isfinite: UnaryFunction<'bool'> = unary('isfinite', 'bool', (x) => tf.isFinite(castTo(x, 'float32')));

/**
 * Where an element is positive infinity.
 *
 * @example
 * const output = isposinf(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const isposinf: UnaryFunction<'bool'> = unary('isposinf', 'bool', (x) =>
  tf.equal(castTo(x, 'float32'), Number.POSITIVE_INFINITY),
);

/**
 * Where an element is negative infinity.
 *
 * @example
 * const output = isneginf(Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const isneginf: UnaryFunction<'bool'> = unary('isneginf', 'bool', (x) =>
  tf.equal(castTo(x, 'float32'), Number.NEGATIVE_INFINITY),
);
