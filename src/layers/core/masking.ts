import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { type Fits, fits } from '../../types/dimension.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Shape, type Show, show } from '../../types/shape.js';
import { type SameShape, sameShape } from '../../types/shape-function.js';

const wrongMask = '{layer} expects {name} of shape {expected} (received {received})';

/** `null` where the mask that a call gives under a name has the shape that it needs, or there is none; else what is wrong. */
export type MaskShape<
  Layer extends string,
  Name extends string,
  Mask,
  Wanted extends Shape,
  At extends string = Name,
> = [Mask] extends [Shape] ? (Fits<Mask, Wanted> extends true ? null : WrongMask<Layer, Name, Mask, Wanted, At>) : null;

type WrongMask<
  Layer extends string,
  Name extends string,
  Mask extends Shape,
  Wanted extends Shape,
  At extends string,
> = Mismatch<Fill<typeof wrongMask, { layer: Layer; name: Name; expected: Show<Wanted>; received: Show<Mask> }>, At>;

/** The same for a mask of scores, which may have a size of 1 where it is the same for all; `Wanted` are all its forms. */
export type ScoresMaskShape<Layer extends string, Name extends string, Mask, Wanted extends readonly [Shape, Shape]> = [
  Mask,
] extends [Shape]
  ? Repeats<Mask, Wanted[0]> | Repeats<Mask, Wanted[1]> extends false
    ? WrongMask<Layer, Name, Mask, Wanted[0], Name>
    : null
  : null;

/** Whether a mask fits once sizes of 1 are repeated. */
type Repeats<Mask extends Shape, Wanted extends Shape> = Fits<
  Mask,
  { [Axis in keyof Wanted]: Axis extends keyof Mask ? (Mask[Axis] extends 1 ? 1 : Wanted[Axis]) : Wanted[Axis] }
>;

/** The same at run time: throws what is wrong. */
export function maskShape(layer: string, name: string, mask: Shape | null, wanted: Shape): void {
  if (mask === null || fits(mask, wanted)) return;
  mismatch(wrongMask, { layer, name, expected: show(wanted), received: show(mask) });
}

/** The same for a mask of scores. */
export function scoresMaskShape(
  layer: string,
  name: string,
  mask: Shape | null,
  wanted: readonly [Shape, Shape],
): void {
  if (mask === null || wanted.some((form) => repeats(mask, form))) return;
  mismatch(wrongMask, { layer, name, expected: show(wanted[0]), received: show(mask) });
}

function repeats(mask: Shape, wanted: Shape): boolean {
  return fits(
    mask,
    wanted.map((size, axis) => (mask[axis] === 1 ? 1 : size)),
  );
}

/** A mask with elements that are true or false, whatever numbers it was given in. */
export function booleans(mask: tf.Tensor): tf.Tensor {
  return mask.dtype === 'bool' ? mask : tf.notEqual(mask, tf.scalar(0, mask.dtype));
}

/** A mask for every place of a tensor, which has one more axis, the features; what lacks axes is the same along them. */
export function maskOfPlaces(mask: tf.Tensor, tensor: tf.Tensor): tf.Tensor {
  const places = tensor.shape.slice(0, -1);
  if (mask.rank === places.length) return booleans(mask);
  const open = tf.reshape(booleans(mask), [...mask.shape, ...places.slice(mask.rank).fill(1)]);
  return tf.broadcastTo(open, places as [number]);
}

/** The conjunction of all masks; `null` if there is none. */
export function allOf(masks: readonly (tf.Tensor | null)[]): tf.Tensor | null {
  const given = masks.filter((mask) => mask !== null);
  return given.length === 0 ? null : given.reduce((left, right) => tf.logicalAnd(left, right));
}

/** The options of {@link Masking}. */
export interface MaskingOptions {
  /** The value that all features of a masked step have. The default is 0. */
  readonly maskValue?: number;
}

const defaults: Required<MaskingOptions> = { maskValue: 0 };

const masking = defineLayer({
  name: 'Masking',
  configure: (options: MaskingOptions) => {
    const { maskValue } = withDefaults('Masking', defaults, options);
    return { maskValue: checkMaskValue(maskValue) };
  },
  shape: (input) => sameShape('Masking', input),
  forward: (input, _, { maskValue }) => {
    const given = input.dtype === 'float32' ? input : tf.cast(input, 'float32');
    return tf.mul(given, tf.cast(tf.expandDims(countingSteps(input, maskValue), -1), 'float32'));
  },
  mask: (_, input, { maskValue }) => countingSteps(input, maskValue),
});

function checkMaskValue(value: number): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new ArgumentError(`Masking: maskValue expects a number (received ${received(value)})`);
}

/** The steps with any feature other than `maskValue`; gradients do not flow through it, since comparisons have none. */
function countingSteps(input: tf.Tensor, maskValue: number): tf.Tensor {
  const compare = tf.customGrad((given) => ({
    value: tf.any(tf.notEqual(given as tf.Tensor, tf.scalar(maskValue)), -1),
    gradFunc: () => tf.zerosLike(given as tf.Tensor),
  }));
  return compare(input);
}

/**
 * Masks the steps of a sequence whose features all equal `maskValue`, so that the following layers skip them.
 *
 * The input can have any shape, such as (batch, time, features); the output has the same shape, with zeros at masked steps.
 *
 * @example
 * const steps = Masking({ maskValue: -1 })(Input([null, 16])); // SymbolicTensor<[null, null, 16]>
 * const encoded = LSTM(64)(steps);
 */
export const Masking: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Masking', Given, MaskingOptions & LayerOptions<Name>>,
) => Layer<SameShape<'Masking'>, Name> = positionalAs([], (options: MaskingOptions & LayerOptions = {}) =>
  masking(options, options),
);
