import type * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { checkDefinition, completeOptions } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { DataError } from '../errors.js';
import { valueOf } from '../graph/value.js';
import type { PredictionShape } from '../losses/loss.js';
import { asTensor } from '../tensor/tensor.js';
import type { GivenArguments, NameAmong, RequiredArguments } from '../types/given-arguments.js';
import type { Metric, MetricOptions, MetricRule, UpdateContext } from './metric.js';
import { MetricMemory } from './metric.js';

/**
 * Makes a metric. All options have defaults; those in `Positional` can also come first, by position. It is called `Name`
 * unless the options have another name.
 *
 * @typeParam Names the names of the positional options.
 * @typeParam Numbers which numbers are expected, by the names of options. (Those of a user's own metric are checked at run time.)
 */
export interface MetricFactory<
  Name extends string = string,
  Options extends object = object,
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
  Identifier extends string = Name,
> {
  /**
   * @param given The positional options in order, then an object with the others; or an object with all options.
   */
  <const First = object, const Second = object, const Third = object, const Fourth = object>(
    ...given: GivenArguments<
      ClassName,
      Positional,
      Names,
      Options & MetricOptions,
      Numbers,
      [First, Second, Third, Fourth]
    >
  ): Metric<NameAmong<[First, Second, Third, Fourth], Name>>;
  /** The name that stands for the metric with its default options. */
  readonly identifier: Identifier;
}

/** Makes a metric with some options that are required: those in `Positional`, by position or as options. */
export interface RequiringMetricFactory<
  Name extends string,
  Options extends object,
  Positional extends readonly unknown[],
  Required extends keyof Options,
  Names extends readonly string[],
  Numbers,
  ClassName extends string = Capitalize<Name>,
> {
  /**
   * @param given The positional options in order, then an object with the others; or, where there is one, an object with all
   * options.
   */
  <const First, const Second = object, const Third = object>(
    ...given: RequiredArguments<
      ClassName,
      Positional,
      Names,
      Options & MetricOptions,
      Required,
      Numbers,
      [First, Second, Third]
    >
  ): Metric<NameAmong<[First, Second, Third], Name>>;
}

/** The definition of a metric. */
export interface MetricDefinition<Options extends object, Name extends string = string> {
  /** The name of the class in Keras' style, `MeanSquaredError`, by which configurations are read and written. */
  readonly className: string;
  /** The name in `compile` and in logs, `meanSquaredError`. */
  readonly name: Name;
  /** The metric's own options. */
  readonly defaults: Options;
  /** The options that may be `null` although their default is not. */
  readonly nullable?: readonly (keyof Options & string)[];
  /** The options that are positional, in order. The default is none. */
  readonly positional?: readonly (keyof Options & string)[];
  /** Whether options are required, so that no name stands for the metric. The default is `false`. */
  readonly isRequiring?: boolean;
  /** Checks the options, and throws an `ArgumentError` for a wrong one. */
  checkOptions?(options: Readonly<Options>): void;
  /** The initial state. The tensors belong to the caller. */
  initial(options: Readonly<Options>): readonly tf.Tensor[];
  /**
   * The state after a batch. The tensors belong to the caller.
   *
   * @param state The state before the batch.
   * @param target The targets of the batch.
   * @param prediction The predictions for the batch.
   * @param context The weights of the samples, and the mask of the predictions.
   */
  update(
    state: readonly tf.Tensor[],
    target: tf.Tensor,
    prediction: tf.Tensor,
    context: UpdateContext,
    options: Readonly<Options>,
  ): readonly tf.Tensor[];
  /**
   * The value of the metric, from the state.
   *
   * @param state The state after the last batch.
   */
  result(state: readonly tf.Tensor[], options: Readonly<Options>): tf.Tensor;
  /**
   * Whether the result is several numbers, one for each threshold or class. The default is `false`.
   *
   * @param predictionShape The shape of the predictions; `null` is an unknown size.
   */
  isSeveral?(options: Readonly<Options>, predictionShape: PredictionShape): boolean;
}

/**
 * Makes the factory of a metric, a user's own as much as one of the library's.
 *
 * @param definition The names, the default options and the functions of the metric.
 */
export function defineMetric<
  Options extends object,
  const Name extends string = string,
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
>(
  definition: MetricDefinition<Options, Name>,
): MetricFactory<Name, Partial<Options>, Positional, Names, Numbers, ClassName> {
  checkDefinition('defineMetric', definition, ['className', 'name'], ['initial', 'update', 'result']);
  const { className, nullable } = definition;
  const defaults = { ...definition.defaults, name: definition.name as string };

  const make = (given: Partial<typeof defaults>) => {
    const options = completeOptions<typeof defaults>(className, defaults, given, nullable);
    definition.checkOptions?.(options);
    return createMetric({
      kind: 'metric',
      className,
      name: options.name,
      options: options as Readonly<Record<string, unknown>>,
      initial: () => definition.initial(options),
      update: (state, target, prediction, context = {}) =>
        definition.update(state, target, prediction, context, options),
      result: (state) => definition.result(state, options),
      ...(definition.isSeveral && {
        isSeveral: (predictionShape: PredictionShape) => definition.isSeveral?.(options, predictionShape) ?? false,
      }),
    });
  };
  const { name: identifier, positional = [], isRequiring = false } = definition;
  return Object.assign(withPositional(className, positional, make), !isRequiring && { identifier }) as MetricFactory<
    Name,
    Partial<Options>,
    Positional,
    Names,
    Numbers,
    ClassName
  >;
}

/** A metric of a rule, which has a state of its own too. */
export function createMetric<Name extends string>(rule: MetricRule<Name>): Metric<Name> {
  const memory = new MetricMemory(rule);
  return Object.freeze<Metric<Name>>({
    ...rule,
    updateState(yTrue, yPred, sampleWeight) {
      const owner = `${rule.name}.updateState`;
      requireTensors(owner, { yTrue, yPred, ...(sampleWeight && { sampleWeight }) });
      const [targets, predictions] = [yTrue.shape[0], yPred.shape[0]];
      if (targets !== predictions) {
        throw new DataError(`${owner} expects as many targets as predictions (received ${targets} and ${predictions})`);
      }
      const mask = valueOf(yPred).mask ?? undefined;
      memory.update((state) => rule.update(state, yTrue, yPred, { sampleWeight, mask }));
    },
    result: (state) => (state ? asTensor(rule.result(state)) : memory.result()),
    resetState: () => memory.clear(),
  });
}
