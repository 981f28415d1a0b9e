import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import { type Elementwise, elementwise } from '../types/elementwise.js';
import type { Shape } from '../types/shape.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo } from './argument.js';
import { type BinaryFunction, binary } from './binary.js';
import { defineOperation, stated, type UnaryFunction, unary } from './define-operation.js';

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

/** Options of {@link isclose} and {@link allclose}. */
export interface CloseOptions {
  /** The greatest difference, as a share of the second element. The default is 1e-5. */
  readonly rtol?: number;
  /** The greatest difference besides that. The default is 1e-8. */
  readonly atol?: number;
  /** Whether NaN is close to NaN. The default is `false`. */
  readonly equalNan?: boolean;
}

function closeOptions(operation: string, given?: CloseOptions): Required<CloseOptions> {
  const options = completeOptions<Required<CloseOptions>>(
    operation,
    { rtol: 1e-5, atol: 1e-8, equalNan: false },
    given,
  );
  nonNegative(`${operation}: rtol`, options.rtol);
  nonNegative(`${operation}: atol`, options.atol);
  return options;
}

type CloseOutput<Operation extends string, Left extends AnyTensor, Right extends AnyTensor> = OfOneKind<
  Operation,
  Left | Right,
  Elementwise<Operation, Left['shape'], Right['shape'], 'x2'>,
  'x2'
>;

/** Where elements are equal, or differ by no more than the tolerances. */
function areClose(x1: tf.Tensor, x2: tf.Tensor, { rtol, atol, equalNan }: Required<CloseOptions>): tf.Tensor {
  const [left, right] = [castTo(x1, 'float32'), castTo(x2, 'float32')];
  const tolerance = tf.add(tf.mul(tf.abs(right), rtol), atol);
  // Infinities are close to themselves only.
  const isNear = tf.logicalAnd(tf.lessEqual(tf.abs(tf.sub(left, right)), tolerance), tf.isFinite(right));
  const isClose = tf.logicalOr(isNear, tf.equal(left, right));
  return equalNan ? tf.logicalOr(isClose, tf.logicalAnd(tf.isNaN(left), tf.isNaN(right))) : isClose;
}

const addIsclose = defineOperation<Required<CloseOptions>, readonly [Shape, Shape]>({
  operation: 'isclose',
  shape: ([x1, x2]) => elementwise('isclose', x1, x2),
  type: () => 'bool',
  compute: ([x1, x2], options) => areClose(x1 as tf.Tensor, x2 as tf.Tensor, options),
});

/**
 * Where an element of a tensor is close to that of another: their difference is at most `atol + rtol * |x2|`.
 *
 * @example
 * const output = isclose(Input([4]), Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const isclose: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first tensor. */
  x1: Numeric<Left>,
  /** The second tensor, whose shape is broadcast with the first. */
  x2: NumericArgument<Right, CloseOutput<'isclose', Left, Right>, 'x2'>,
  options?: CloseOptions,
) => Returned<
  Result<Left, CloseOutput<'isclose', Left, Right>, 'bool', IsReported<readonly [Left, Right], At>>
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor, options?: CloseOptions) =>
  addIsclose([x1, x2], closeOptions('isclose', options)),
);

const addAllclose = defineOperation<Required<CloseOptions>, readonly [Shape, Shape]>({
  operation: 'allclose',
  className: 'AllClose',
  shape: ([x1, x2]) => {
    elementwise('allclose', x1, x2);
    return [];
  },
  type: () => 'bool',
  compute: ([x1, x2], options) => tf.all(areClose(x1 as tf.Tensor, x2 as tf.Tensor, options)),
});

/**
 * Whether all elements of a tensor are close to those of another: see {@link isclose}.
 *
 * @example
 * const output = allclose(Input([4]), Input([4])); // SymbolicTensor<[]> & OfType<"bool">
 */
export const allclose: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first tensor. */
  x1: Numeric<Left>,
  /** The second tensor, whose shape is broadcast with the first. */
  x2: NumericArgument<Right, CloseOutput<'allclose', Left, Right>, 'x2'>,
  options?: CloseOptions,
) => Returned<
  Result<Left, Whole<CloseOutput<'allclose', Left, Right>>, 'bool', IsReported<readonly [Left, Right], At>>
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor, options?: CloseOptions) =>
  addAllclose([x1, x2], closeOptions('allclose', options)),
);

/** The shape of one number for all elements. */
type Whole<Outcome> = [Outcome] extends [Shape] ? [] : Outcome;
