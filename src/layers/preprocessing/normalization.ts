import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positional } from '../../arguments/positional.js';
import { checkAxes } from '../../arguments/shape.js';
import { StateError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { membersBeside } from '../../graph/layer-members.js';
import { configurationOf } from '../../graph/layer-state.js';
import { type Axes, type OnAxes, onAxes } from '../../types/on-axes.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import { type Adaptable, adapt, type NumericData } from './adapt.js';
import { checkMoments, flattened, learnMoments, type Statistic, spreadOver } from './moments.js';

/** The options of {@link Normalization}. */
export interface NormalizationOptions<Along extends Axes | null> {
  /**
   * The axis, or several, at each index of which there is a separate mean and variance; `null` for one mean and variance of
   * all values. The default is the last one.
   */
  readonly axis?: Along;
  /** The mean, if it is not to be learned: one number, or an array with one for each index of the axes. */
  readonly mean?: Statistic | null;
  /** The variance, in the same form as the mean. */
  readonly variance?: Statistic | null;
  /** Whether to invert the normalization. The default is `false`. */
  readonly invert?: boolean;
}

/** Keras' lower bound of the standard deviation. */
const epsilon = 1e-7;

const defaults: Required<NormalizationOptions<Axes | null>> = { axis: -1, mean: null, variance: null, invert: false };

/** The shape function of {@link Normalization}: the sizes on its axes have to be known. */
export interface NormalizationShape<Along extends Axes | null> extends ShapeFunction {
  readonly output: OnAxes<'Normalization', this['input'], [Along] extends [Axes] ? Along : [], 'known'>;
}

/** The members of a {@link Normalization} besides those of all layers. */
export interface NormalizationMembers extends Adaptable<NumericData> {
  /** The mean that has been given or learned by `adapt`: a number, or nested arrays with the sizes of the axes. */
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
        'Normalization expects a mean and a variance: give them, or call `adapt(data)` first (received none)',
      );
    }
    const center = spread(mean, input.shape, axis, (value) => value);
    const deviation = spread(variance, input.shape, axis, (value) => Math.max(Math.sqrt(value), epsilon));
    const given = floats(input);
    return invert ? tf.add(tf.mul(given, deviation), center) : tf.div(tf.sub(given, center), deviation);
  },
  mask: 'keep',
  // Keras always writes a list.
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

/** A statistic as a tensor that broadcasts to the input. */
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
 * Normalizes values to a mean of 0 and a variance of 1, by a mean and a variance that are given, or learned from data by
 * `adapt`.
 *
 * The input can have any shape of integers or floats whose sizes on the axes are known; the output has the same shape and
 * is float32. Running the layer before mean and variance are given or learned throws a `StateError`.
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
