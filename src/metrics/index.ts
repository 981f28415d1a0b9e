export * from './classes.js';
export {
  defineMetric,
  type MetricDefinition,
  type MetricFactory,
  type RequiringMetricFactory,
} from './define-metric.js';
export type { Metric, MetricFunction, MetricOptions, MetricRule, UpdateContext } from './metric.js';
export { type MetricContext, type MetricIdentifier, type MetricName, resolveMetric } from './resolve-metric.js';
export type { ValueMetric, ValueMetricFactory, ValueMetricRule, ValueRule } from './value-metric.js';
