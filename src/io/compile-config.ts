import { isOfKind } from '../arguments/kind.js';
import type { LossFunction } from '../losses/loss.js';
import type { MetricIdentifier } from '../metrics/resolve-metric.js';
import type { Compiled, CompiledOutput } from '../training/compile.js';
import type { CompileOptions } from '../training/compile-options.js';
import { camelCase, isRecord, type Json, type JsonRecord, misshapen, snakeCase } from './keras-config.js';
import type { KerasObject } from './kinds.js';
import { functionConfig, toKerasConfig } from './to-keras-config.js';

/** What reading the configuration of `compile` leaves to whoever reads other configurations. */
export interface CompileContext {
  /** Makes the object of a configuration, or finds the function that it names. */
  object(config: JsonRecord, path: string, kind: 'optimizer' | 'loss' | 'metric'): unknown;
}

/**
 * The options of `compile` that a file holds; `null` where the model was not compiled.
 *
 * @throws ArgumentError if it names a loss, metric or optimizer that does not exist.
 */
export function compileOptions(config: Json, path: string, context: CompileContext): CompileOptions | null {
  if (config === null) return null;
  if (!isRecord(config)) throw misshapen(path, 'an object', config);
  const { optimizer = null, loss = null, loss_weights: weights = null, metrics = null } = config;
  const { weighted_metrics: weightedMetrics = null } = config;
  const items = (option: string, kind: 'loss' | 'metric', value: Json) =>
    value === null ? {} : { [camelCase(option)]: identifiers(value, `${path}.${option}`, kind, context) };
  const given: object = {
    ...(optimizer !== null && { optimizer: identifier(optimizer, `${path}.optimizer`, 'optimizer', context) }),
    ...items('loss', 'loss', loss),
    ...(weights !== null && { lossWeights: weights }),
    ...items('metrics', 'metric', metrics),
    ...items('weighted_metrics', 'metric', weightedMetrics),
    ...(config.run_eagerly === true && { runEagerly: true }),
  };
  return given;
}

/** Losses or metrics: one, a list, or by the names of outputs. */
function identifiers(value: Json, path: string, kind: 'loss' | 'metric', context: CompileContext): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => identifiers(item, `${path}[${index}]`, kind, context));
  }
  if (!isRecord(value) || 'class_name' in value) return identifier(value, path, kind, context);
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [name, identifiers(item, `${path}.${name}`, kind, context)]));
}

function identifier(
  value: Json,
  path: string,
  kind: 'optimizer' | 'loss' | 'metric',
  context: CompileContext,
): unknown {
  if (value === null) return null;
  if (typeof value === 'string') return kind === 'optimizer' ? value.toLowerCase() : camelCase(value);
  if (!isRecord(value)) throw misshapen(path, `the name or configuration of a ${kind}`, value);
  return context.object(value, path, kind);
}

/**
 * Keras' configuration of how a model is compiled.
 *
 * @throws ArgumentError if a loss or metric is a function without a name.
 */
export function compileConfig({ optimizer, outputs, runsEagerly }: Compiled, isByName: boolean): JsonRecord {
  return {
    optimizer: { ...toKerasConfig(optimizer) },
    loss: perOutput(outputs, isByName, ({ loss }) => (loss === null ? null : { ...toKerasConfig(loss) })),
    loss_weights: outputs.every(({ lossWeight }) => lossWeight === 1)
      ? null
      : perOutput(outputs, isByName, ({ lossWeight }) => lossWeight),
    metrics: metricsOf(outputs, isByName, 'metrics'),
    weighted_metrics: metricsOf(outputs, isByName, 'weightedMetrics'),
    run_eagerly: runsEagerly,
    steps_per_execution: 1,
    jit_compile: false,
  };
}

function perOutput(
  outputs: readonly CompiledOutput[],
  isByName: boolean,
  write: (output: CompiledOutput) => Json,
): Json {
  const [only] = outputs;
  if (outputs.length === 1 && only !== undefined) return write(only);
  if (isByName) return Object.fromEntries(outputs.map((output) => [output.name, write(output)]));
  return outputs.map(write);
}

function metricsOf(outputs: readonly CompiledOutput[], isByName: boolean, of: 'metrics' | 'weightedMetrics'): Json {
  if (outputs.every((output) => output[of].length === 0)) return null;
  return perOutput(outputs, isByName, (output) => output[of].map((metric) => metricConfig(metric, of)));
}

function metricConfig(metric: MetricIdentifier, of: string): Json {
  if (typeof metric === 'string') return snakeCase(metric);
  if (isOfKind(metric, 'metric') || isOfKind(metric, 'loss')) return { ...toKerasConfig(metric as KerasObject) };
  return functionConfig(metric as LossFunction, `compile: ${of}`);
}
