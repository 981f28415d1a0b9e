import * as tf from '@tensorflow/tfjs-core';
import { checkAxes } from '../arguments/axes.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { StateError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { membersBeside } from '../graph/layer-members.js';
import { configurationOf } from '../graph/layer-state.js';
import { type Axes, type OnAxes, onAxes } from '../types/on-axes.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { floats } from './floats.js';
import { type Adaptable, adapt, type NumericData } from './preprocessing/adapt.js';
import { learnMoments } from './preprocessing/learn-moments.js';
import { checkMoments, flattened, type Statistic, spreadOver } from './preprocessing/moments.js';

/** What {@link Normalization} takes. */
export interface NormalizationOptions<Along extends Axes | null> {
  /**
   * The axis whose every place has a mean and a variance of its own, or several; the last one unless given. With `null` all
   * values have the same.
   */
  readonly axis?: Along;
  /** The mean, where it is known and not to be learned: a number for all places, or one for each. */
  readonly mean?: Statistic | null;
  /** The variance, in the form of the mean. */
  readonly variance?: Statistic | null;
  /** Whether to go back from what is normalized to what was; `false` unless given. */
  readonly invert?: boolean;
}

/** What Keras keeps the deviation above. */
const epsilon = 1e-7;

const defaults: Required<NormalizationOptions<Axes | null>> = { axis: -1, mean: null, variance: null, invert: false };

/** The rule of {@link Normalization}: the sizes of its axes are known. */
export interface NormalizationShape<Along extends Axes | null> extends ShapeFunction {
  readonly output: OnAxes<'Normalization', this['input'], [Along] extends [Axes] ? Along : [], 'known'>;
}

/** What a {@link Normalization} can do beside what all layers can. */
export interface NormalizationMembers extends Adaptable<NumericData> {
  /** The mean that has been learned or given: a number, or nested arrays with the sizes of the axes. */
  readonly mean: Statistic | null;
  readonly variance: Statistic | null;
}

type Configuration = Required<NormalizationOptions<Axes | null>>;

const normalization = defineLayer({
  name: 'Normalization',
  configure: (options: NormalizationOptions<Axes | null>): Configuration => {
    const { axis, mean, variance, invert } = withDefaults(defaults, options);
    const isNone = axis === null || (Array.isArray(axis) && axis.length === 0);
    const axes = isNone ? null : checkAxes('Normalization: axis', axis);
    checkMoments(mean, variance, axes);
    return { axis: axes, mean, variance, invert };
  },
  shape: (input, { axis, mean }) => {
    const output = onAxes('Normalization', input, axis ?? [], 'known');
    if (mean !== null) spreadOver(flattened('Normalization: mean', mean).shape, output, axis);
    return output;
  },
  forward: (input, _, { axis, mean, variance, invert }) => {
    if (mean === null || variance === null) {
      throw new StateError(
        'Normalization expects a mean and a variance: give them, or call `adapt(data)` before (received none)',
      );
    }
    const center = spread(mean, input.shape, axis, (value) => value);
    const deviation = spread(variance, input.shape, axis, (value) => Math.max(Math.sqrt(value), epsilon));
    const given = floats(input);
    return invert ? tf.add(tf.mul(given, deviation), center) : tf.div(tf.sub(given, center), deviation);
  },
  mask: 'keep',
  // Keras writes a list always.
  written: ({ axis, ...options }) => ({ ...options, axis: axis === null ? [] : [axis].flat() }),
  members: membersBeside<NormalizationMembers>({
    get mean() {
      return configurationOf<Configuration>(this).mean;
    },
    get variance() {
      return configurationOf<Configuration>(this).variance;
    },
    adapt(data, options) {
      return adapt(this, data, options, learnMoments);
    },
  }),
});

/** A statistic as a tensor that repeats to the input. */
function spread(
  statistic: Statistic,
  input: readonly number[],
  axis: Axes | null,
  change: (value: number) => number,
): tf.Tensor {
  const { shape, values } = flattened('Normalization', statistic);
  return tf.tensor(values.map(change), spreadOver(shape, input, axis));
}

/**
 * Shifts and scales values to a mean of 0 and a variance of 1, by the mean and the variance that `adapt` has found in data or
 * that are given.
 *
 * Takes any shape of integers or floats whose sizes on its axes are known, and gives floats. To run it before either is a
 * `StateError`.
 *
 * @example
 * const normalize = Normalization();
 * await normalize.adapt([[0, 100], [2, 300]]);
 * const features = normalize(Input([2])); // of which [1, 200] becomes [0, 0]
 */
export const Normalization: <const Along extends Axes | null = -1, const Name extends string = string>(
  options?: NormalizationOptions<Along> & LayerOptions<Name>,
) => Layer<NormalizationShape<Along>, Name> & NormalizationMembers = positional([], (options = {}) =>
  normalization(options, options),
);
