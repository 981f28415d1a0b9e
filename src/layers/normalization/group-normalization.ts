import * as tf from '@tensorflow/tfjs-core';
import { isSize, nonNegative } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { Modulo } from '../../types/arithmetic/divide.js';
import type { AxisIndex } from '../../types/axis.js';
import type { GivenOptions, NumbersBut } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type OnAxes, onAxes } from '../../types/on-axes.js';
import { type Dimension, type IsUnranked, type Shape, type Show, show } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import { type AffineOptions, affineDefaults, momentsAlong, normalize } from './normalize.js';

const uneven =
  'GroupNormalization expects a number of channels divisible by {groups} groups (received {channels}, in {received})';

/** The input, whose channels can be divided into groups of the same size. */
type Grouped<Input, Groups extends number, Axis extends number> = [
  OnAxes<'GroupNormalization', Input, Axis, 'known'>,
] extends [infer Output]
  ? [Output] extends [Shape]
    ? IsUnranked<Output> extends true
      ? Output
      : GroupedAlong<Output, Groups, AxisIndex<Axis, Output['length']>>
    : Output
  : never;

type GroupedAlong<Input extends Shape, Groups extends number, Index extends number> = [number] extends [
  Index | Groups | Input[Index],
]
  ? Input
  : Groups extends -1
    ? Input
    : [Modulo<Input[Index] & number, Groups>] extends [0]
      ? Input
      : Mismatch<Fill<typeof uneven, { groups: Groups; channels: Input[Index]; received: Show<Input> }>, null>;

/** The same at run time. */
function grouped(input: Shape, groups: number, axis: number): Shape {
  const output = onAxes('GroupNormalization', input, axis, 'known');
  const channels = output.at(axis) as number;
  if (groups === -1 || channels % groups === 0) return output;
  return mismatch(uneven, { groups, channels, received: show(input) });
}

/** The options of {@link GroupNormalization}. */
export interface GroupNormalizationOptions<Groups extends number, Axis extends number> extends AffineOptions {
  /**
   * The number of groups, which has to divide the number of channels, or -1 for one group for each channel. The default is
   * 32.
   */
  readonly groups?: Groups;
  /** The axis of the channels. The default is the last one. */
  readonly axis?: Axis;
}

const defaults: Required<GroupNormalizationOptions<number, number>> = { groups: 32, axis: -1, ...affineDefaults };

/** The shape function of {@link GroupNormalization}. */
export interface GroupNormalizationShape<Groups extends number, Axis extends number = -1> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Groups, Axis];
  readonly structured: false;
  readonly output: Grouped<this['input'], Groups, Axis>;
}

const groupNormalization = defineLayer({
  name: 'GroupNormalization',
  configure: ({ groups, axis, epsilon, ...options }: Required<GroupNormalizationOptions<number, number>>) => ({
    ...options,
    groups: checkGroups(groups),
    axis: checkAxis(axis),
    epsilon: nonNegative('GroupNormalization: epsilon', epsilon),
  }),
  shape: (input, { groups, axis }) => grouped(input, groups, axis),
  weights: (input, { axis, scale, center }) => {
    const channels = input.at(axis) as Dimension;
    return { gamma: scale ? [channels] : null, beta: center ? [channels] : null };
  },
  forward: (input, weights, { groups, axis, epsilon }) => {
    const given = floats(input);
    const place = axis < 0 ? axis + given.rank : axis;
    const channels = given.shape[place] as number;
    const count = groups === -1 ? channels : groups;
    // The channel axis is split into two: the groups, and the channels of each group.
    const parted = [...given.shape.slice(0, place), count, channels / count, ...given.shape.slice(place + 1)];
    const perChannel = parted.map((size, index) => (index === place || index === place + 1 ? size : 1));
    const [gamma, beta] = [weights.gamma, weights.beta].map((weight) => weight && tf.reshape(weight, perChannel)) as [
      tf.Tensor | null,
      tf.Tensor | null,
    ];
    const inGroups = tf.reshape(given, parted);
    const { mean, variance } = momentsAlong(
      inGroups,
      [...parted.keys()].filter((index) => index !== 0 && index !== place),
    );
    return tf.reshape(normalize(inGroups, { mean, variance, gamma, beta, epsilon }), given.shape);
  },
  mask: 'keep',
});

function checkGroups(groups: number): number {
  if (groups === -1 || isSize(groups)) return groups;
  throw new ArgumentError(
    `GroupNormalization: groups expects a positive integer, or -1 (received ${received(groups)})`,
  );
}

function checkAxis(axis: number): number {
  if (Number.isInteger(axis) && axis !== 0) return axis;
  throw new ArgumentError(
    `GroupNormalization: axis expects an integer other than 0, the batch (received ${received(axis)})`,
  );
}

/**
 * Normalizes each group of channels of each sample to a mean of 0 and a variance of 1, then scales and shifts each channel
 * by learned weights (Wu and He, 2018).
 *
 * Input and output shape: (batch, ..., channels), with a known number of channels.
 *
 * @example
 * const even = GroupNormalization({ groups: 8 })(Input([28, 28, 64])); // SymbolicTensor<[null, 28, 28, 64]>
 */
export const GroupNormalization: <
  const Groups extends number = 32,
  const Axis extends number = -1,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<
    'GroupNormalization',
    Given,
    GroupNormalizationOptions<Groups, Axis> & LayerOptions<Name>,
    NumbersBut<{ axis: 'an integer other than 0, the batch'; groups: 'a positive integer, or -1' }>
  >,
) => Layer<GroupNormalizationShape<Groups, Axis>, Name> = positionalAs(
  [],
  (options: GroupNormalizationOptions<number, number> & LayerOptions = {}) =>
    groupNormalization(withDefaults('GroupNormalization', defaults, options), options),
);
