import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import { broadcastTo } from '../gradients/custom-gradient.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import { axisOf } from '../types/axis.js';
import { product } from '../types/dimension.js';
import type { Shape } from '../types/shape.js';
import {
  type AlongTaken,
  alongTaken,
  type Nested,
  type NestedShape,
  nestedShape,
  type Taken,
  taken,
} from '../types/taken.js';
import { type CheckedIntegers, checkIntegers, type Numeric, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { gatherAlongFilled, gatherFilled, placesFrom } from './gather.js';

type TakeOutput<Given extends AnyTensor, Indices, Axis extends number | null> = Indices extends AnyTensor
  ? CheckedIntegers<
      'take: indices',
      Indices,
      'indices',
      OfOneKind<'take', Given | Indices, Taken<Given['shape'], Indices['shape'], Axis>, 'indices'>
    >
  : Taken<Given['shape'], NestedShape<Indices>, Axis>;

/** Checks indices along an axis, if its size is known, before they are used. */
function checkPlaces(operation: string, indices: ArrayLike<number>, x: Shape, axis: number | null): void {
  const size = axis === null ? product(x) : x[axisOf(`${operation}: axis`, axis, x.length)];
  if (typeof size === 'number') placesFrom(operation, indices, size);
}

interface TakeConfiguration {
  readonly axis: number | null;
  /** Indices other than a tensor. */
  readonly indices?: Nested;
}

const addTake = defineOperation<TakeConfiguration, readonly Shape[]>({
  operation: 'take',
  shape: ([x, ofIndices], { axis, indices }) => taken(x as Shape, ofIndices ?? shapeOf(indices as Nested), axis),
  type: ([type, ofIndices]) => {
    if (ofIndices !== undefined) checkIntegers('take: indices', ofIndices);
    return type as 'float32';
  },
  checkValues: {
    input: 1,
    check: (indices, [x], { axis }) => checkPlaces('take', indices, x as Shape, axis),
  },
  compute: ([x, tensor], { axis, indices }) => {
    const input = axis === null ? tf.reshape(x as tf.Tensor, [-1]) : (x as tf.Tensor);
    const index = axisOf('take: axis', axis ?? 0, input.rank);
    const shape = taken((x as tf.Tensor).shape, tensor?.shape ?? shapeOf(indices as Nested), axis) as number[];
    if (tensor !== undefined) return tf.reshape(gatherFilled(input, tf.reshape(tensor, [-1]), index), shape);
    const places = placesFrom('take', flat(indices as Nested) as readonly number[], input.shape[index] as number);
    return tf.reshape(tf.gather(input, tf.tensor1d(places, 'int32'), index), shape);
  },
});

/** Lists are nested no deeper. */
const mostDepth = 6;

/** (The compiler does not terminate on lists of any depth.) */
function flat(indices: Nested): readonly unknown[] {
  return ([indices] as readonly unknown[]).flat(mostDepth);
}

function shapeOf(indices: Nested): Shape {
  return nestedShape(indices) as Shape;
}

/**
 * Takes elements, or slices along an axis, by their indices; negative ones count from the end.
 *
 * @throws DataError if an index is out of range: one of a list, of an input of the model, or of a call on tensors with values.
 *   One that is computed in the graph is not read from the device, and gives NaN, the least integer or `true`, as in Keras on
 *   JAX.
 *
 * @example
 * const first = take(Input([10, 64]), 0, 1); // SymbolicTensor<[null, 64]>
 * const some = take(Input([10, 64]), [0, 2, -1], 1); // SymbolicTensor<[null, 3, 64]>
 */
export const take: <
  const Given extends AnyTensor,
  const Indices extends AnyTensor | Nested,
  const Axis extends number | null = null,
>(
  /** The tensor to select from. */
  x: Numeric<Given>,
  /**
   * The indices: a tensor of integers, a number, or nested lists of numbers.
   */
  indices: Argument<Indices, TakeOutput<Given, Indices, Axis>, 'indices'>,
  /** The axis along which to select. The default is all axes, flattened. */
  axis?: Argument<Axis, TakeOutput<Given, Indices, Axis>, 'axis'>,
) => Result<Given, TakeOutput<Given, Indices, Axis>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, indices: SymbolicTensor | tf.Tensor | Nested, axis: number | null = null) =>
    isSymbolicTensor(indices) || indices instanceof tf.Tensor
      ? addTake([x, indices], { axis })
      : addTake([x], { axis, indices: checkNested(indices) }),
);

function checkNested(indices: Nested): Nested {
  const all = Array.from(flat(indices));
  const isRight = all.length > 0 && all.every((index) => Number.isSafeInteger(index));
  if (isRight && nestedShape(indices) !== undefined) return indices;
  const wrong = all.find((index) => !Number.isSafeInteger(index) && !Array.isArray(index));
  throw new ArgumentError(
    `take: indices expects a tensor, an integer, or integers in lists of one length (received ${received(wrong ?? indices)})`,
  );
}

type TakeAlongOutput<Given extends AnyTensor, Indices extends AnyTensor, Axis extends number | null> = CheckedIntegers<
  'takeAlongAxis: indices',
  Indices,
  'indices',
  AlongTaken<Given['shape'], Indices['shape'], Axis>
>;

const addTakeAlongAxis = defineOperation<{ readonly axis: number | null }, readonly [Shape, Shape]>({
  operation: 'takeAlongAxis',
  shape: ([x, indices], { axis }) => alongTaken(x, indices, axis),
  type: ([type, ofIndices]) => {
    checkIntegers('takeAlongAxis: indices', ofIndices as 'int32');
    return type as 'float32';
  },
  checkValues: {
    input: 1,
    check: (indices, [x], { axis }) => checkPlaces('takeAlongAxis', indices, x, axis),
  },
  compute: ([given, indices], { axis }) => {
    const x = axis === null ? tf.reshape(given as tf.Tensor, [-1]) : (given as tf.Tensor);
    const index = axisOf('takeAlongAxis: axis', axis ?? 0, x.rank);
    const shape = alongTaken(x.shape, (indices as tf.Tensor).shape, index) as number[];
    const whole = broadcastTo(
      x,
      shape.map((size, along) => (along === index ? (x.shape[index] as number) : size)),
    );
    return gatherAlongFilled(whole, broadcastTo(indices as tf.Tensor, shape), index);
  },
});

/**
 * Takes elements along an axis by indices that differ from place to place, such as those that `argmax` finds; negative ones
 * count from the end.
 *
 * @throws DataError if an index is out of range: one of a list, of an input of the model, or of a call on tensors with values.
 *   One that is computed in the graph is not read from the device, and gives NaN, the least integer or `true`, as in Keras on
 *   JAX.
 *
 * @example
 * const x = Input([10]);
 * const greatest = takeAlongAxis(x, argmax(x, 1, { keepdims: true }), 1); // SymbolicTensor<[null, 1]>
 */
export const takeAlongAxis: <
  const Given extends AnyTensor,
  const Indices extends AnyTensor,
  const Axis extends number | null = null,
>(
  /** The tensor to select from. */
  x: Numeric<Given>,
  /**
   * The indices: integers of the same rank, whose other axes are broadcast with those of `x`.
   */
  indices: Argument<Indices, TakeAlongOutput<Given, Indices, Axis>, 'indices'>,
  /** The axis along which to select. The default is all axes, flattened. */
  axis?: Argument<Axis, TakeAlongOutput<Given, Indices, Axis>, 'axis'>,
) => Result<Given, TakeAlongOutput<Given, Indices, Axis>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, indices: SymbolicTensor, axis: number | null = null) => addTakeAlongAxis([x, indices], { axis }),
);
