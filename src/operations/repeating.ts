import * as tf from '@tensorflow/tfjs-core';
import { integerFrom, integersFrom } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { broadcastTo as repeatedTo } from '../gradients/custom-gradient.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import type { Known } from '../types/arithmetic/operands.js';
import { axisOf } from '../types/axis.js';
import { type Fits, fits } from '../types/dimension.js';
import { type BroadcastShapes, broadcastShapes } from '../types/elementwise.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import type { PerAxis } from '../types/per-axis.js';
import { type AxesOrAll, reducedAxes } from '../types/reduced.js';
import { type Repeated, repeated, type Tiled, tiled, withOnes } from '../types/repeated.js';
import { type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type AlongAxes, alongAxes } from '../types/transposed.js';
import type { Numeric, Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

interface RepeatConfiguration {
  readonly repeats: PerAxis;
  readonly axis: number | null;
}

const addRepeat = defineOperation<RepeatConfiguration>({
  operation: 'repeat',
  shape: (x, { repeats, axis }) => repeated(sameShape('repeat', x), repeats, axis),
  type: (type) => type,
  compute: (x, { repeats, axis }) => {
    const input = axis === null ? tf.reshape(x, [-1]) : x;
    const index = axisOf('repeat: axis', axis ?? 0, input.rank);
    const times = [repeats].flat();
    const places = Array.from({ length: input.shape[index] as number }, (_, place) =>
      Array<number>((times[place] ?? times[0]) as number).fill(place),
    );
    return tf.gather(input, tf.tensor1d(places.flat(), 'int32'), index);
  },
});

/**
 * Repeats every element.
 *
 * @example
 * const twice = repeat(Input([10, 64]), 2, 1); // SymbolicTensor<[null, 20, 64]>
 */
export const repeat: <
  const Given extends AnyTensor,
  const Repeats extends PerAxis,
  const Axis extends number | null = null,
>(
  /** The tensor to repeat. */
  x: Numeric<Given>,
  /** The number of repetitions: one number, or one for each element. */
  repeats: Argument<Repeats, Repeated<Given['shape'], Repeats, Axis>, 'repeats'>,
  /** The axis along which to repeat. The default is all axes, flattened. */
  axis?: Argument<Axis, Repeated<Given['shape'], Repeats, Axis>, 'axis'>,
) => Result<Given, Repeated<Given['shape'], Repeats, Axis>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, repeats: PerAxis, axis: number | null = null) =>
    addRepeat(x, { repeats: checkRepeats(repeats), axis }),
);

function checkRepeats(repeats: PerAxis): PerAxis {
  const owner = 'repeat: repeats';
  return typeof repeats === 'object' ? integersFrom(owner, repeats, 0) : integerFrom(owner, repeats, 1);
}

const addTile = defineOperation<{ readonly repeats: readonly number[] }>({
  operation: 'tile',
  shape: (x, { repeats }) => tiled(sameShape('tile', x), repeats),
  type: (type) => type,
  compute: (x, { repeats }) => {
    const shape = tiled(x.shape, repeats) as number[];
    const times = withOnes(repeats, shape.length);
    return tf.tile(tf.reshape(x, [...withOnes(x.shape, shape.length)]), [...times]);
  },
});

/**
 * Repeats a tensor along its axes.
 *
 * @example
 * const wide = tile(Input([10, 64]), [1, 1, 3]); // SymbolicTensor<[null, 10, 192]>
 */
export const tile: <const Given extends AnyTensor, const Repeats extends PerAxis>(
  /** The tensor to repeat. */
  x: Numeric<Given>,
  /** The number of repetitions along the last axis, or along each of the last axes. */
  repeats: Repeats,
) => Result<Given, Tiled<Given['shape'], Repeats>, TypeOf<Given>> = stated((x: SymbolicTensor, repeats: PerAxis) =>
  addTile(x, { repeats: integersFrom('tile: repeats', typeof repeats === 'number' ? [repeats] : repeats, 1) }),
);

const addFlip = defineOperation<{ readonly axis: AxesOrAll }>({
  operation: 'flip',
  shape: (x, { axis }) => alongAxes('flip', sameShape('flip', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => tf.reverse(x, [...reducedAxes('flip', axis, x.rank)]),
});

/**
 * Reverses the order of the elements along axes, by default all, the batch included.
 *
 * @example
 * const mirrored = flip(Input([28, 28, 3]), 2); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const flip: <const Given extends AnyTensor, const Along extends AxesOrAll = null>(
  /** The tensor to reverse. */
  x: Numeric<Given>,
  /** The axis or axes to reverse. The default is all axes. */
  axis?: Argument<Along, AlongAxes<'flip', Given['shape'], Along>, 'axis'>,
) => Result<Given, AlongAxes<'flip', Given['shape'], Along>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, axis: AxesOrAll = null) => addFlip(x, { axis }),
);

interface RollConfiguration {
  readonly shift: PerAxis;
  readonly axis: AxesOrAll;
}

const addRoll = defineOperation<RollConfiguration>({
  operation: 'roll',
  shape: (x, { axis }) => alongAxes('roll', sameShape('roll', x), axis),
  type: (type) => type,
  compute: (x, { shift, axis }) => {
    const shifts = [shift].flat();
    if (axis === null) return tf.reshape(shifted(tf.reshape(x, [-1]), shifts[0] as number, 0), x.shape);
    return [axis].flat().reduce((moved, along, place) => {
      const distance = (shifts[place] ?? shifts[0]) as number;
      return shifted(moved, distance, axisOf('roll: axis', along, x.rank));
    }, x);
  },
});

function shifted(x: tf.Tensor, distance: number, axis: number): tf.Tensor {
  const size = x.shape[axis] as number;
  const start = (((-distance % size) + size) % size) as number;
  if (start === 0) return x;
  const [head, tail] = tf.split(x, [start, size - start], axis) as [tf.Tensor, tf.Tensor];
  return tf.concat([tail, head], axis);
}

/**
 * Shifts the elements along axes; those shifted out at one end come in at the other.
 *
 * @example
 * const later = roll(Input([10, 64]), 1, 1); // SymbolicTensor<[null, 10, 64]>
 */
export const roll: <const Given extends AnyTensor, const Along extends AxesOrAll = null>(
  /** The tensor whose elements to move. */
  x: Numeric<Given>,
  /**
   * The number of positions to shift elements by: one number, or one for each axis; negative numbers shift towards the
   * start.
   */
  shift: PerAxis,
  /** The axis or axes along which to move. The default is all axes, flattened. */
  axis?: Argument<Along, AlongAxes<'roll', Given['shape'], Along>, 'axis'>,
) => Result<Given, AlongAxes<'roll', Given['shape'], Along>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, shift: PerAxis, axis: AxesOrAll = null) => addRoll(x, { shift: checkShift(shift, axis), axis }),
);

function checkShift(shift: PerAxis, axis: AxesOrAll): PerAxis {
  if (Number.isSafeInteger(shift)) return shift;
  const count = axis === null ? 1 : [axis].flat().length;
  if (Array.isArray(shift) && shift.length === count && shift.every(Number.isSafeInteger)) return shift;
  throw new ArgumentError(
    `roll: shift expects an integer, or a list of one for each axis (received ${received(shift)})`,
  );
}

const otherTarget = 'broadcastTo: shape expects a shape to which {input} is broadcast (received {target})';

type BroadcastOutput<Input extends Shape, Target extends readonly number[]> = [number] extends [
  Input['length'] | Target['length'],
]
  ? KnownSizes<Target>
  : [BroadcastShapes<Input, Target>] extends [infer Found extends Shape]
    ? [IsOfShape<Found, Target>] extends [true]
      ? KnownSizes<Target>
      : OtherTarget<Input, Target>
    : OtherTarget<Input, Target>;

/** Whether a shape broadcast with another is that one. */
type IsOfShape<Found extends Shape, Target extends Shape> = [Found['length']] extends [Target['length']]
  ? Fits<Found, Target>
  : false;

type KnownSizes<Sizes extends readonly number[]> = { -readonly [Axis in keyof Sizes]: Known<Sizes[Axis]> };

type OtherTarget<Input extends Shape, Target extends Shape> = Mismatch<
  Fill<typeof otherTarget, { input: Show<Input>; target: Show<Target> }>,
  'shape'
>;

const addBroadcastTo = defineOperation<{ readonly shape: readonly number[] }>({
  operation: 'broadcastTo',
  shape: (x, { shape }) => {
    const found = broadcastShapes(sameShape('broadcastTo', x), shape);
    if (typeof found !== 'number' && fits(found, shape)) return shape;
    return mismatch(otherTarget, { input: show(x), target: show(shape) });
  },
  type: (type) => type,
  compute: (x, { shape }) => repeatedTo(x, shape),
});

/**
 * Repeats a tensor along axes of size 1, and along new axes before its own, up to a shape.
 *
 * @example
 * const rows = broadcastTo(Input([1, 64], { batchSize: 8 }), [8, 10, 64]); // SymbolicTensor<[8, 10, 64]>
 */
export const broadcastTo: <const Given extends AnyTensor, const Target extends readonly number[], At = Place>(
  /** The tensor to repeat. */
  x: Numeric<Given>,
  /** The shape of the output, the batch included. */
  shape: Argument<Target, BroadcastOutput<Given['shape'], Target>, 'shape'>,
) => Returned<Result<Given, BroadcastOutput<Given['shape'], Target>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, shape: readonly number[]) =>
    addBroadcastTo(x, { shape: integersFrom('broadcastTo: shape', shape, 0) }),
  );
