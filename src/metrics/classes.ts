// All metrics. A new one is its definition and a line here: names, and the reader of configurations, follow from it.

export {
  Accuracy,
  BinaryAccuracy,
  type BinaryAccuracyNumbers,
  type BinaryAccuracyOptions,
  CategoricalAccuracy,
  SparseCategoricalAccuracy,
  SparseTopKCategoricalAccuracy,
  type SparseTopKOptions,
  TopKCategoricalAccuracy,
  type TopKNumbers,
  type TopKOptions,
} from './accuracies.js';
export { AUC, type AUCCurve, type AUCNumbers, type AUCOptions, type AUCSummation } from './auc.js';
export {
  FalseNegatives,
  FalsePositives,
  type PositivesNumbers,
  type PositivesOptions,
  Precision,
  Recall,
  type ThresholdOptions,
  TrueNegatives,
  TruePositives,
} from './confusion-metrics.js';
export {
  type ConstrainedMetricFactory,
  type ConstraintNumbers,
  type ConstraintOptions,
  PrecisionAtRecall,
  RecallAtPrecision,
  SensitivityAtSpecificity,
  SpecificityAtSensitivity,
} from './constrained-metrics.js';
export {
  F1Score,
  FBetaScore,
  type FBetaScoreOptions,
  type FScoreAverage,
  type FScoreNumbers,
  type FScoreOptions,
} from './f-score.js';
export {
  BinaryIoU,
  type BinaryIoUOptions,
  type ChosenClassesFactory,
  IoU,
  type IoUNumbers,
  type IoUOptions,
  MeanIoU,
  type MeanIoUOptions,
  OneHotIoU,
  type OneHotIoUOptions,
  OneHotMeanIoU,
  type OneHotMeanIoUOptions,
} from './iou.js';
export {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  CategoricalHinge,
  Hinge,
  KLDivergence,
  LogCoshError,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  Poisson,
  RootMeanSquaredError,
  SparseCategoricalCrossentropy,
  SquaredHinge,
} from './loss-metrics.js';
export {
  type AxisNumbers,
  ConcordanceCorrelation,
  type CorrelationOptions,
  CosineSimilarity,
  PearsonCorrelation,
  R2Score,
  type R2ScoreNumbers,
  type R2ScoreOptions,
} from './regression-metrics.js';
export { Mean, Sum } from './value-metric.js';
