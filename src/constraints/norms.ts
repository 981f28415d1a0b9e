import * as tf from '@tensorflow/tfjs-core';
import { asList, nonNegative, within } from '../arguments/number.js';
import { completeOptions, numbersIn } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { axisIndex } from '../arguments/shape.js';
import { ArgumentError, received } from '../errors.js';
import { type Constraint, type ConstraintFactory, defineConstraint } from './define-constraint.js';

/** One axis of a weight, or several. */
export type NormAxis = number | readonly number[];

interface AxisOption {
  /** The axis or axes along which norms are computed. The default is 0, the inputs of each unit of a `Dense` layer. */
  readonly axis?: NormAxis;
}

export interface MaxNormOptions extends AxisOption {
  /** The largest norm. The default is 2. */
  readonly maxValue?: number;
}

/**
 * No vector is longer than `maxValue`, 2 by default.
 *
 * @example
 * Dense(64, { kernelConstraint: MaxNorm(3) });
 * Conv2D(64, [3, 3], { kernelConstraint: MaxNorm(3, { axis: [0, 1, 2] }) });
 */
export const MaxNorm: ConstraintFactory<
  'maxNorm',
  MaxNormOptions,
  [maxValue: number, axis: NormAxis],
  'MaxNorm',
  ['maxValue', 'axis']
> = factory('MaxNorm', 'maxNorm', { maxValue: 2, axis: 0 as NormAxis }, ['maxValue', 'axis'], ({ maxValue, axis }) => {
  nonNegative('MaxNorm: maxValue', maxValue);
  return (weight) => {
    const lengths = norms('MaxNorm', weight, axis);
    return rescale(weight, lengths, tf.clipByValue(lengths, 0, maxValue));
  };
});

export interface MinMaxNormOptions extends AxisOption {
  /** The smallest norm. The default is 0. */
  readonly minValue?: number;
  /** The largest norm. The default is 1. */
  readonly maxValue?: number;
  /** The fraction of the difference to a permitted norm that each update corrects, from 0 to 1. The default is 1. */
  readonly rate?: number;
}

type MinMaxArguments = [minValue: number, maxValue: number, rate: number, axis: NormAxis];

/** The length of every vector is from `minValue` to `maxValue`, or comes nearer to it by `rate` in each step. */
export const MinMaxNorm: ConstraintFactory<
  'minMaxNorm',
  MinMaxNormOptions,
  MinMaxArguments,
  'MinMaxNorm',
  ['minValue', 'maxValue', 'rate', 'axis']
> = factory(
  'MinMaxNorm',
  'minMaxNorm',
  { minValue: 0, maxValue: 1, rate: 1, axis: 0 as NormAxis },
  ['minValue', 'maxValue', 'rate', 'axis'],
  ({ minValue, maxValue, rate, axis }) => {
    nonNegative('MinMaxNorm: minValue', minValue);
    nonNegative('MinMaxNorm: maxValue', maxValue);
    within('MinMaxNorm: rate', rate, 0, 1);
    if (minValue > maxValue) {
      throw new ArgumentError(
        `MinMaxNorm: maxValue expects a number that is ${minValue} or more (received ${maxValue})`,
      );
    }
    return (weight) => {
      const lengths = norms('MinMaxNorm', weight, axis);
      const permitted = tf.clipByValue(lengths, minValue, maxValue);
      return rescale(weight, lengths, tf.add(tf.mul(permitted, rate), tf.mul(lengths, 1 - rate)));
    };
  },
);

/** No value is less than 0. */
export const NonNeg: ConstraintFactory<'nonNeg', object, [], 'NonNeg', []> = factory(
  'NonNeg',
  'nonNeg',
  {},
  [],
  () => (weight) => tf.relu(weight),
);

export interface UnitNormOptions extends AxisOption {}

/** Every vector has length 1. */
export const UnitNorm: ConstraintFactory<'unitNorm', UnitNormOptions, [axis: NormAxis], 'UnitNorm', ['axis']> = factory(
  'UnitNorm',
  'unitNorm',
  { axis: 0 as NormAxis },
  ['axis'],
  ({ axis }) =>
    (weight) =>
      rescale(weight, norms('UnitNorm', weight, axis), 1),
);

/** The lengths of a weight's vectors along `axis`, which stays with size 1. */
function norms(className: string, weight: tf.Tensor, axis: NormAxis): tf.Tensor {
  const axes = [axis].flat().map((one) => axisIndex(`${className}: axis`, one, weight.rank));
  if (new Set(axes).size < axes.length) {
    throw new ArgumentError(`${className}: axis expects different axes (received ${received(axis)})`);
  }
  return tf.sqrt(tf.sum(tf.square(weight), axes, true));
}

/** The number that is added to norms before anything is divided by them: Keras' `epsilon`. */
const smallestNorm = 1e-7;

/** `weight` with its vectors, which are `norms` long, scaled to the length `wanted`. */
function rescale(weight: tf.Tensor, norms: tf.Tensor, wanted: tf.Tensor | number): tf.Tensor {
  return tf.mul(weight, tf.div(wanted, tf.add(norms, smallestNorm)));
}

/** Makes the factory of a constraint; `create` checks the options, and returns the projection. */
function factory<
  Options extends object,
  const Identifier extends string,
  Positional extends readonly unknown[],
  const ClassName extends string,
  const Names extends readonly (keyof Options & string)[],
>(
  className: ClassName,
  identifier: Identifier,
  defaults: Options,
  positional: Names,
  create: (options: Readonly<Options>) => (weight: tf.Tensor) => tf.Tensor,
): ConstraintFactory<Identifier, Partial<Options>, Positional, ClassName, Names> {
  const make = (given: Partial<Options>): Constraint => {
    const options = completeOptions(className, defaults, given, [], [...numbersIn(defaults), 'axis']);
    const { axis = 0 } = options as AxisOption;
    if (!asList(axis).every(Number.isInteger)) {
      throw new ArgumentError(`${className}: axis expects an integer, or a list of them (received ${received(axis)})`);
    }
    return defineConstraint(className, options as Readonly<Record<string, unknown>>, create(options));
  };
  return Object.assign(
    withPositional<ConstraintFactory<Identifier, Partial<Options>, Positional, ClassName, Names>, Partial<Options>>(
      className,
      positional,
      make,
    ),
    { identifier },
  );
}
