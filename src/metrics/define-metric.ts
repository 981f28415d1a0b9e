import type * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/complete-options.js';
import type { PredictionShape } from '../losses/loss.js';
import type { Metric, MetricOptions, UpdateContext } from './metric.js';
import { stateful } from './stateful.js';

/** Makes a metric of options, which all have defaults; it is called `Name` unless they say otherwise. */
export type MetricFactory<Name extends string = string, Options extends object = object> = <
  const Given extends string = Name,
>(
  options?: Options & MetricOptions<Given>,
) => Metric<NoInfer<Given>>;

/** Makes a metric of options, some of which have to be given. */
export type RequiringMetricFactory<Name extends string, Options extends object> = <const Given extends string = Name>(
  options: Options & MetricOptions<Given>,
) => Metric<NoInfer<Given>>;

/** What sets a metric apart from others. */
export interface MetricDefinition<Options extends object, Name extends string = string> {
  readonly className: string;
  readonly name: Name;
  /** The metric's own options. */
  readonly defaults: Options;
  /** The options that may be `null` although their default is not. */
  readonly nullable?: readonly (keyof Options & string)[];
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
  /** Whether it is several numbers, one for each threshold or class; not unless given. */
  isSeveral?(options: Readonly<Options>, predictionShape: PredictionShape): boolean;
}

/** Makes the factory of a metric of what sets it apart. */
export function defineMetric<Options extends object, const Name extends string = string>(
  definition: MetricDefinition<Options, Name>,
): MetricFactory<Name, Partial<Options>> {
  const { className, nullable } = definition;
  const defaults = { ...definition.defaults, name: definition.name };

  return <const Given extends string = Name>(given?: Partial<Options> & MetricOptions<Given>) => {
    const options = completeOptions<typeof defaults>(
      className,
      defaults,
      given as Partial<typeof defaults> | undefined,
      nullable,
    );
    definition.checkOptions?.(options);

    return stateful<Given>({
      kind: 'metric',
      className,
      name: options.name as string as Given,
      options: options as Readonly<Record<string, unknown>>,
      initial: () => definition.initial(options),
      update: (state, target, prediction, context = {}) =>
        definition.update(state, target, prediction, context, options),
      result: (state) => definition.result(state, options),
      ...(definition.isSeveral && {
        isSeveral: (predictionShape) => definition.isSeveral?.(options, predictionShape) ?? false,
      }),
    });
  };
}
