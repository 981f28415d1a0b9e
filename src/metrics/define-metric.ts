import type * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { checkDefinition, completeOptions } from '../arguments/options.js';
import { type OptionalArguments, type RequiredArguments, withPositional } from '../arguments/positional.js';
import { DataError } from '../errors.js';
import { valueOf } from '../graph/value.js';
import type { PredictionShape } from '../losses/loss.js';
import { asTensor } from '../tensor/tensor.js';
import type { Metric, MetricOptions, MetricRule, UpdateContext } from './metric.js';
import { MetricMemory } from './metric.js';

/**
 * Makes a metric. All options have defaults; those in `Positional` can also come first, by position. It is called `Name`
 * unless the options have another name.
 */
export interface MetricFactory<
  Name extends string = string,
  Options extends object = object,
  Positional extends readonly unknown[] = [],
  Identifier extends string = Name,
> {
  <const Given extends string = Name>(
    ...given: OptionalArguments<Positional, Options & MetricOptions<Given>>
  ): Metric<NoInfer<Given>>;
  /** The name that stands for the metric with its default options. */
  readonly identifier: Identifier;
}

/** Makes a metric with some options that are required: those in `Positional`, by position or as options. */
export type RequiringMetricFactory<
  Name extends string,
  Options extends object,
  Positional extends readonly unknown[] = [],
  Required extends keyof Options = keyof Options,
> = <const Given extends string = Name>(
  ...given: RequiredArguments<
    Positional,
    Options & MetricOptions<Given>,
    Omit<Options, Required> & MetricOptions<Given>
  >
) => Metric<NoInfer<Given>>;

/** The definition of a metric. */
export interface MetricDefinition<Options extends object, Name extends string = string> {
  readonly className: string;
  readonly name: Name;
  /** The metric's own options. */
  readonly defaults: Options;
  /** The options that may be `null` although their default is not. */
  readonly nullable?: readonly (keyof Options & string)[];
  /** The options that can come first, by position. */
  readonly positional?: readonly (keyof Options & string)[];
  /** Whether options are required, so that no name stands for the metric; not unless given. */
  readonly isRequiring?: boolean;
  checkOptions?(options: Readonly<Options>): void;
  initial(options: Readonly<Options>): readonly tf.Tensor[];
  update(
    state: readonly tf.Tensor[],
    target: tf.Tensor,
    prediction: tf.Tensor,
    context: UpdateContext,
    options: Readonly<Options>,
  ): readonly tf.Tensor[];
  result(state: readonly tf.Tensor[], options: Readonly<Options>): tf.Tensor;
  /** Whether the result is several numbers, one for each threshold or class; not unless given. */
  isSeveral?(options: Readonly<Options>, predictionShape: PredictionShape): boolean;
}

/** Makes the factory of a metric, a user's own as much as one of the library's. */
export function defineMetric<
  Options extends object,
  const Name extends string = string,
  Positional extends readonly unknown[] = [],
>(definition: MetricDefinition<Options, Name>): MetricFactory<Name, Partial<Options>, Positional> {
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
    Positional
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
