import * as tf from '@tensorflow/tfjs-core';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { axisOf } from '../types/axis.js';
import type { Shape } from '../types/shape.js';
import { type Nested, type NestedShape, nestedShape, type Taken, taken } from '../types/taken.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { type CheckedIntegers, checkIntegers } from './integer-tensor.js';
import { placesFrom } from './places-from.js';

type TakeOutput<Given extends SymbolicTensor, Indices, Axis extends number | null> = Indices extends SymbolicTensor
  ? CheckedIntegers<'take: indices', Indices, 'indices', Taken<Given['shape'], Indices['shape'], Axis>>
  : Taken<Given['shape'], NestedShape<Indices>, Axis>;

interface TakeConfiguration {
  readonly axis: number | null;
  /** Indices that are not a tensor. */
  readonly indices?: Nested;
}

const addNode = defineOperation<TakeConfiguration, readonly Shape[]>({
  operation: 'take',
  shape: ([x, ofIndices], { axis, indices }) => taken(x as Shape, ofIndices ?? shapeOf(indices as Nested), axis),
  type: ([type, ofIndices]) => {
    if (ofIndices !== undefined) checkIntegers('take: indices', ofIndices);
    return type as 'float32';
  },
  compute: ([x, tensor], { axis, indices }) => {
    const input = axis === null ? tf.reshape(x as tf.Tensor, [-1]) : (x as tf.Tensor);
    const index = axisOf('take: axis', axis ?? 0, input.rank);
    const given = tensor?.dataSync() ?? (flat(indices as Nested) as readonly number[]);
    const places = placesFrom('take', given, input.shape[index] as number);
    const shape = taken((x as tf.Tensor).shape, tensor?.shape ?? shapeOf(indices as Nested), axis);
    return tf.reshape(tf.gather(input, tf.tensor1d(places, 'int32'), index), shape as number[]);
  },
});

/** (The compiler does not find an end to lists in lists.) */
function flat(indices: Nested): readonly unknown[] {
  return ([indices] as readonly unknown[]).flat(Number.POSITIVE_INFINITY);
}

function shapeOf(indices: Nested): Shape {
  return nestedShape(indices) as Shape;
}

/**
 * Takes elements, or slices along an axis, by their indices; negative ones count from the end.
 *
 * @param indices a tensor of integers, a number, or lists of numbers.
 * @param axis all axes in a row unless given.
 * @throws DataError if an index is out of range.
 *
 * @example
 * const first = take(Input([10, 64]), 0, 1); // SymbolicTensor<[null, 64]>
 * const some = take(Input([10, 64]), [0, 2, -1], 1); // SymbolicTensor<[null, 3, 64]>
 */
export const take: <
  const Given extends SymbolicTensor,
  const Indices extends SymbolicTensor | Nested,
  const Axis extends number | null = null,
>(
  x: Numeric<Given>,
  indices: Argument<Indices, TakeOutput<Given, Indices, Axis>, 'indices'>,
  axis?: Argument<Axis, TakeOutput<Given, Indices, Axis>, 'axis'>,
) => TensorsOf<TakeOutput<Given, Indices, Axis>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, indices: SymbolicTensor | Nested, axis: number | null = null) =>
    isSymbolicTensor(indices) ? addNode([x, indices], { axis }) : addNode([x], { axis, indices: checkNested(indices) }),
);

function checkNested(indices: Nested): Nested {
  const all = flat(indices);
  const wrong = all.find((index) => !Number.isSafeInteger(index));
  if (wrong === undefined && all.length > 0 && nestedShape(indices) !== undefined) return indices;
  throw new ArgumentError(
    `take: indices expects a tensor, an integer, or integers in lists of one length (received ${received(wrong ?? indices)})`,
  );
}
