import type * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/complete-options.js';
import type { Metric, MetricOptions } from './metric.js';

/** Makes a metric of options, which all have defaults. */
export type MetricFactory<Options extends object = object> = (options?: Options & MetricOptions) => Metric;

/** What sets a metric apart from others. */
export interface MetricDefinition<Options extends object> {
  readonly className: string;
  readonly name: string;
  /** The metric's own options. */
  readonly defaults: Options;
  checkOptions?(options: Readonly<Options>): void;
  initial(options: Readonly<Options>): readonly tf.Tensor[];
  update(
    state: readonly tf.Tensor[],
    target: tf.Tensor,
    prediction: tf.Tensor,
    sampleWeight: tf.Tensor | undefined,
    options: Readonly<Options>,
  ): readonly tf.Tensor[];
  result(state: readonly tf.Tensor[], options: Readonly<Options>): tf.Tensor;
}

/** Makes the factory of a metric of what sets it apart. */
export function defineMetric<Options extends object>(
  definition: MetricDefinition<Options>,
): MetricFactory<Partial<Options>> {
  const { className } = definition;
  const defaults = { ...definition.defaults, name: definition.name };

  return (given) => {
    const options = completeOptions<typeof defaults>(className, defaults, given as Partial<typeof defaults>);
    definition.checkOptions?.(options);

    return Object.freeze<Metric>({
      className,
      name: options.name,
      options: options as Readonly<Record<string, unknown>>,
      initial: () => definition.initial(options),
      update: (state, target, prediction, sampleWeight) =>
        definition.update(state, target, prediction, sampleWeight, options),
      result: (state) => definition.result(state, options),
    });
  };
}
