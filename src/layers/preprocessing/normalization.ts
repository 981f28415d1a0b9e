import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkAxes } from '../../arguments/shape.js';
import { StateError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { AnyLayer, Layer } from '../../graph/layer.js';
import { membersBeside } from '../../graph/layer-members.js';
import { configurationOf, weightsOf } from '../../graph/layer-state.js';
import type { Weight } from '../../graph/weight.js';
import { Zeros } from '../../initializers/constant.js';
import { defineInitializer, type Initializer } from '../../initializers/define-initializer.js';
import type { GivenOptions } from '../../types/given-options.js';
import { unexpected } from '../../types/mismatch.js';
import { type Axes, type OnAxes, onAxes } from '../../types/on-axes.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import { type Adaptable, adapt, type NumericData } from './adapt.js';
import { checkMoments, flattened, learnMoments, type Statistic, sizesOn, spreadOver } from './moments.js';

/** The options of {@link Normalization}. */
export interface NormalizationOptions<Along extends Axes | null> {
  /**
   * The axis, or several, at each index of which there is a separate mean and variance; `null` for one mean and variance of
   * all values. The default is the last one.
   */
  readonly axis?: Along;
  /**
   * The mean: one number, or an array with one for each index of the axes. The default is `null`: it is learned by
   * `adapt`.
   */
  readonly mean?: Statistic | null;
  /** The variance, in the same format as the mean. The default is `null`: it is learned by `adapt`. */
  readonly variance?: Statistic | null;
  /** Whether to invert the normalization. The default is `false`. */
  readonly invert?: boolean;
}

/** Keras' lower bound of the standard deviation. */
const epsilon = 1e-7;

const defaults: Required<NormalizationOptions<Axes | null>> = { axis: -1, mean: null, variance: null, invert: false };

/** The shape function of {@link Normalization}: the sizes on its axes have to be known. */
export interface NormalizationShape<Along extends Axes | null> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Along];
  readonly structured: false;
  readonly output: OnAxes<'Normalization', this['input'], [Along] extends [Axes] ? Along : [], 'known'>;
}

/** The members of a {@link Normalization} besides those of all layers. */
export interface NormalizationMembers extends Adaptable<NumericData> {
  /** The mean that has been given or learned by `adapt`: a number, or nested arrays with the sizes of the axes. */
  readonly mean: Statistic | null;
  readonly variance: Statistic | null;
}

type Configuration = Required<NormalizationOptions<Axes | null>>;

/** The options with those that `adapt` has learned: the number of values at each place besides mean and variance. */
interface Learned extends Configuration {
  readonly count?: number;
}

/** Whether mean and variance are options: then they are no weights, as in Keras. */
function areGiven({ mean, count }: Learned): boolean {
  return mean !== null && count === undefined;
}

/** An initializer of what has been learned; zeros where nothing has. */
function startingFrom(statistic: Statistic | null): Initializer {
  if (statistic === null) return Zeros();
  const { values } = flattened('Normalization', statistic);
  return defineInitializer('Learned', {}, () => Float32Array.from(values));
}

const normalization = defineLayer({
  name: 'Normalization',
  configure: (options: NormalizationOptions<Axes | null>): Configuration => {
    const { axis, mean, variance, invert } = withDefaults('Normalization', defaults, options);
    const isNone = axis === null || (Array.isArray(axis) && axis.length === 0);
    const axes = isNone ? null : checkAxes('Normalization: axis', axis);
    checkMoments(mean, variance, axes);
    return { axis: axes, mean, variance, invert };
  },
  shape: (input, { axis, mean }) => {
    if (Array.isArray(input) && input.length === 0) return unexpected('Normalization', 'a tensor with a batch', input);
    const output = onAxes('Normalization', input, axis ?? [], 'known');
    if (mean !== null) spreadOver(flattened('Normalization: mean', mean).shape, output, axis);
    return output;
  },
  weights: (input, options) => {
    if (areGiven(options)) return { mean: null, variance: null, count: null };
    const shape = sizesOn(input, options.axis);
    const { mean, variance, count = null } = options as Learned;
    return {
      mean: { shape, initializer: startingFrom(mean), trainable: false },
      variance: { shape, initializer: startingFrom(variance), trainable: false },
      count: { shape: [], initializer: startingFrom(count), trainable: false },
    };
  },
  forward: (input, weights, options, { isInitial }) => {
    const { axis, invert } = options;
    if (options.mean === null && isInitial()) {
      throw new StateError(
        'Normalization expects a mean and a variance: give them, or call `adapt(data)` first (received none)',
      );
    }
    const center = spread(weights.mean ?? options.mean, input.shape, axis);
    const variance = spread(weights.variance ?? options.variance, input.shape, axis);
    const deviation = tf.maximum(tf.sqrt(variance), epsilon);
    const given = floats(input);
    return invert ? tf.add(tf.mul(given, deviation), center) : tf.div(tf.sub(given, center), deviation);
  },
  mask: 'keep',
  // Keras always writes a list.
  written: ({ axis, mean, variance, invert }) => ({
    mean,
    variance,
    invert,
    axis: axis === null ? [] : [axis].flat(),
  }),
  members: membersBeside<NormalizationMembers>({
    get mean() {
      return statisticOf(this, 'mean');
    },
    get variance() {
      return statisticOf(this, 'variance');
    },
    async adapt(data, options) {
      const weights = weightsOfLayer(this);
      let values: readonly Float32Array[] = [];
      await adapt<Configuration>(this, data, options, (configuration, owner) => {
        const learner = learnMoments(configuration, owner);
        return {
          ...learner,
          learned() {
            const learned: Readonly<Record<string, unknown>> = learner.learned();
            // Checked before the layer learns anything that its weights have no room for.
            values = weights.map((weight) => weight.check([learned[weight.key]].flat()));
            return learned;
          },
        };
      });
      for (const [index, weight] of weights.entries()) weight.assign(values[index] as Float32Array);
    },
  }),
});

/** A statistic as a tensor that broadcasts to the input. */
function spread(statistic: tf.Tensor | Statistic | null, input: readonly number[], axis: Axes | null): tf.Tensor {
  if (statistic instanceof tf.Tensor) return tf.reshape(statistic, spreadOver(statistic.shape, input, axis));
  const { shape, values } = flattened('Normalization', statistic as Statistic);
  return tf.tensor([...values], spreadOver(shape, input, axis));
}

/** The weights of the layer that a member is called on. */
function weightsOfLayer(layer: object): readonly Weight[] {
  return weightsOf(layer as AnyLayer);
}

/** A statistic as it has been set, learned or given. */
function statisticOf(layer: object, key: 'mean' | 'variance'): Statistic | null {
  const weight = weightsOfLayer(layer).find((each) => each.key === key);
  if (weight === undefined || weight.isInitial) return configurationOf<Configuration>(layer)[key];
  return weight.value.arraySync() as Statistic;
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
export const Normalization: <
  const Along extends Axes | null = -1,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'Normalization', Given, NormalizationOptions<Along> & LayerOptions<Name>>,
) => Layer<NormalizationShape<Along>, Name> & NormalizationMembers = positionalAs(
  [],
  (options: NormalizationOptions<Axes | null> & LayerOptions = {}) => normalization(options, options),
);
