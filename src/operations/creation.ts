import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { checkSize, finite } from '../arguments/number.js';
import { completeOptions } from '../arguments/options.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import type { Known } from '../types/arithmetic/operands.js';
import { axisOf } from '../types/axis.js';
import { type NumericType, numericTypes } from '../types/dtype.js';
import { type Inserted, inserted } from '../types/expanded.js';
import type { GivenAs, GivenSize } from '../types/given.js';
import { sameShape } from '../types/shape-function.js';
import { type CheckedIntegers, castTo, checkIntegers, type Numeric, type Result, type SameResult } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addCast = defineOperation<{ readonly dtype: NumericType }>({
  operation: 'cast',
  shape: (x) => sameShape('cast', x),
  type: (_, { dtype }) => dtype,
  compute: (x, { dtype }) => castTo(x, dtype),
});

/**
 * The elements converted to another type: to integers without the fraction, to booleans, true where they are not 0. There is no
 * gradient through other types than floats.
 *
 * @example
 * const places = cast(Input([4]), 'int32'); // SymbolicTensor<[null, 4]> & OfType<"int32">
 */
export const cast: <const Given extends AnyTensor, const Type = NumericType>(
  /** The tensor to convert. */
  x: Numeric<Given>,
  /** The data type of the output. */
  dtype: GivenAs<'cast: dtype', "one of 'float32', 'int32', 'bool'", NumericType, Type>,
) => SameResult<Given, Type & NumericType> = stated((x: SymbolicTensor, dtype: NumericType) =>
  addCast(x, { dtype: oneOf('cast: dtype', dtype, numericTypes) }),
);

interface TypeOption {
  readonly dtype?: NumericType | null;
}

/** The type that options state; `null` for none. */
function typeIn(operation: string, options: TypeOption | undefined): NumericType | null {
  const { dtype } = completeOptions<Required<TypeOption>>(operation, { dtype: null }, options);
  return dtype === null ? null : oneOf(`${operation}: dtype`, dtype, numericTypes);
}

/** An operation that gives a tensor of the same shape with one value everywhere, of the type `dtype`. */
export type FilledLikeFunction = <
  const Given extends AnyTensor,
  const Type extends NumericType = Extract<TypeOf<Given>, NumericType>,
>(
  /** The tensor whose shape to use. */
  x: Numeric<Given>,
  options?: {
    /** The data type of the output. The default is that of `x`. */
    readonly dtype?: Type;
  },
) => SameResult<Given, NoInfer<Type>>;

/** Defines an operation that gives a tensor of the same shape with one value everywhere. */
function filledLike(operation: string, value: number): FilledLikeFunction {
  const addNode = defineOperation<{ readonly dtype: NumericType | null }>({
    operation,
    shape: (x) => sameShape(operation, x),
    type: (type, { dtype }) => dtype ?? type,
    compute: (x, { dtype }) => tf.fill(x.shape, value, dtype ?? x.dtype),
  });
  return stated((x: SymbolicTensor, options?: TypeOption) => addNode(x, { dtype: typeIn(operation, options) }));
}

/**
 * A tensor of the same shape that is 0 everywhere.
 *
 * @example
 * const output = zerosLike(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const zerosLike: FilledLikeFunction = filledLike('zerosLike', 0);

/**
 * A tensor of the same shape that is 1 everywhere.
 *
 * @example
 * const output = onesLike(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const onesLike: FilledLikeFunction = filledLike('onesLike', 1);

const addFullLike = defineOperation<{ readonly fillValue: number; readonly dtype: NumericType | null }>({
  operation: 'fullLike',
  shape: (x) => sameShape('fullLike', x),
  type: (type, { dtype }) => dtype ?? type,
  compute: (x, { fillValue, dtype }) => tf.fill(x.shape, fillValue, dtype ?? (x.dtype as NumericType)),
});

/**
 * A tensor of the same shape with one value everywhere.
 *
 * @example
 * const output = fullLike(Input([4]), 0.5); // SymbolicTensor<[null, 4]>
 */
export const fullLike: <
  const Given extends AnyTensor,
  const Type extends NumericType = Extract<TypeOf<Given>, NumericType>,
>(
  /** The tensor whose shape to use. */
  x: Numeric<Given>,
  /** The value of all elements. */
  fillValue: number,
  options?: {
    /** The data type of the output. The default is that of `x`. */
    readonly dtype?: Type;
  },
) => SameResult<Given, NoInfer<Type>> = stated((x: SymbolicTensor, fillValue: number, options?: TypeOption) =>
  addFullLike(x, { fillValue: finite('fullLike: fillValue', fillValue), dtype: typeIn('fullLike', options) }),
);

type OneHotOutput<Given extends AnyTensor, Classes extends number, Axis extends number> = CheckedIntegers<
  'oneHot',
  Given,
  'x',
  Inserted<'oneHot', Given['shape'], Axis, Known<Classes>>
>;

interface OneHotConfiguration {
  readonly numClasses: number;
  readonly axis: number;
  readonly dtype: NumericType;
}

const addOneHot = defineOperation<OneHotConfiguration>({
  operation: 'oneHot',
  shape: (x, { numClasses, axis }) => inserted('oneHot', sameShape('oneHot', x), axis, numClasses),
  type: (type, { dtype }) => {
    checkIntegers('oneHot', type);
    return dtype;
  },
  compute: (x, { numClasses, axis, dtype }) => {
    // TensorFlow.js refuses a single class.
    const encoded =
      numClasses === 1 ? tf.cast(tf.expandDims(tf.equal(x, 0), -1), dtype) : tf.oneHot(x, numClasses, 1, 0, dtype);
    const order = [...x.shape.keys()];
    order.splice(axisOf('oneHot: axis', axis, encoded.rank), 0, x.rank);
    return tf.transpose(encoded, order);
  },
});

/**
 * One-hot vectors of integers: 1 at the index, 0 elsewhere. Integers out of range give zeros.
 *
 * @example
 * const digits = oneHot(Input([5], { dtype: 'int32' }), 10); // SymbolicTensor<[null, 5, 10]>
 */
export const oneHot: <
  const Given extends AnyTensor,
  const Classes extends number,
  const Axis extends number = -1,
  const Type extends NumericType = 'float32',
>(
  /** Class indices, integers from 0 to `numClasses - 1`. */
  x: Argument<Given, OneHotOutput<Given, Classes, Axis>, 'x'>,
  /** The number of classes. */
  numClasses: GivenSize<'oneHot: numClasses', Classes>,
  /** The index of the new axis in the output. The default is -1, the last axis. */
  axis?: Argument<Axis, OneHotOutput<Given, Classes, Axis>, 'axis'>,
  options?: {
    /** The data type of the output. The default is `float32`. */
    readonly dtype?: Type;
  },
) => Result<Given, OneHotOutput<Given, Classes, Axis>, NoInfer<Type>> = stated(
  (x: SymbolicTensor, numClasses: number, axis = -1, options?: TypeOption) =>
    addOneHot(x, {
      numClasses: checkSize('oneHot: numClasses', numClasses),
      axis,
      dtype: typeIn('oneHot', options) ?? 'float32',
    }),
);
