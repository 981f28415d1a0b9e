export { Accuracy } from './accuracy.js';
export type { AUCSummation } from './area-under-curve.js';
export { AUC, type AUCCurve, type AUCOptions } from './auc.js';
export type { ConstrainedMetricFactory, ConstraintOptions } from './best-under-constraint.js';
export { BinaryAccuracy, type BinaryAccuracyOptions } from './binary-accuracy.js';
export { BinaryIoU, type BinaryIoUOptions } from './binary-iou.js';
export { CategoricalAccuracy } from './categorical-accuracy.js';
export type { IoUOptions, MeanIoUOptions, OneHotIoUOptions, OneHotMeanIoUOptions } from './class-overlap.js';
export { ConcordanceCorrelation } from './concordance-correlation.js';
export { CosineSimilarity } from './cosine-similarity.js';
export { defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';
export { FBetaScore, type FBetaScoreOptions } from './f-beta-score.js';
export type { FScoreAverage, FScoreOptions } from './f-score.js';
export { F1Score } from './f1-score.js';
export { FalseNegatives } from './false-negatives.js';
export { FalsePositives } from './false-positives.js';
export { IoU } from './iou.js';
export type { MetricContext } from './label-form.js';
export { LogCoshError } from './log-cosh-error.js';
export {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  CategoricalHinge,
  Hinge,
  KLDivergence,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  Poisson,
  SparseCategoricalCrossentropy,
  SquaredHinge,
} from './loss-metrics.js';
export { Mean } from './mean.js';
export { MeanIoU } from './mean-iou.js';
export type { Metric, MetricFunction, MetricOptions, MetricRule, UpdateContext } from './metric.js';
export { OneHotIoU } from './one-hot-iou.js';
export { OneHotMeanIoU } from './one-hot-mean-iou.js';
export { type CorrelationOptions, PearsonCorrelation } from './pearson-correlation.js';
export { Precision } from './precision.js';
export { PrecisionAtRecall } from './precision-at-recall.js';
export { R2Score, type R2ScoreOptions } from './r2-score.js';
export { Recall } from './recall.js';
export { RecallAtPrecision } from './recall-at-precision.js';
export { type MetricIdentifier, type MetricName, resolveMetric } from './resolve-metric.js';
export { RootMeanSquaredError } from './root-mean-squared-error.js';
export { SensitivityAtSpecificity } from './sensitivity-at-specificity.js';
export { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
export { SparseTopKCategoricalAccuracy, type SparseTopKOptions } from './sparse-top-k-categorical-accuracy.js';
export { SpecificityAtSensitivity } from './specificity-at-sensitivity.js';
export { Sum } from './sum.js';
export type { PositivesOptions, ThresholdOptions } from './threshold-options.js';
export type { TopKOptions } from './top-k.js';
export { TopKCategoricalAccuracy } from './top-k-categorical-accuracy.js';
export { TrueNegatives } from './true-negatives.js';
export { TruePositives } from './true-positives.js';
export type { ValueMetric, ValueMetricFactory, ValueMetricRule, ValueRule } from './value-metric.js';
