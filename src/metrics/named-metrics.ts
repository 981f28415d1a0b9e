import { AUC } from './auc.js';
import { BinaryAccuracy } from './binary-accuracy.js';
import { BinaryIoU } from './binary-iou.js';
import { CategoricalAccuracy } from './categorical-accuracy.js';
import { ConcordanceCorrelation } from './concordance-correlation.js';
import { CosineSimilarity } from './cosine-similarity.js';
import { FBetaScore } from './f-beta-score.js';
import { F1Score } from './f1-score.js';
import { FalseNegatives } from './false-negatives.js';
import { FalsePositives } from './false-positives.js';
import { LogCoshError } from './log-cosh-error.js';
import type { Metric, MetricOptions } from './metric.js';
import { PearsonCorrelation } from './pearson-correlation.js';
import { Precision } from './precision.js';
import { R2Score } from './r2-score.js';
import { Recall } from './recall.js';
import { RootMeanSquaredError } from './root-mean-squared-error.js';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';
import { SparseTopKCategoricalAccuracy } from './sparse-top-k-categorical-accuracy.js';
import { TopKCategoricalAccuracy } from './top-k-categorical-accuracy.js';
import { TrueNegatives } from './true-negatives.js';
import { TruePositives } from './true-positives.js';

/** Makes a metric by its name. */
export type NamedFactory = (options: MetricOptions) => Metric;

/** The names of metrics that are not those of losses too. */
export type OwnName =
  | 'binaryAccuracy'
  | 'categoricalAccuracy'
  | 'sparseCategoricalAccuracy'
  | 'topKCategoricalAccuracy'
  | 'sparseTopKCategoricalAccuracy'
  | 'rootMeanSquaredError'
  | 'cosineSimilarity'
  | 'logCoshError'
  | 'r2Score'
  | 'pearsonCorrelation'
  | 'concordanceCorrelation'
  | 'precision'
  | 'recall'
  | 'auc'
  | 'truePositives'
  | 'trueNegatives'
  | 'falsePositives'
  | 'falseNegatives'
  | 'f1Score'
  | 'fbetaScore'
  | 'binaryIoU';

/** The metrics that have a name of their own, and need no options. */
export const namedMetrics: Readonly<Record<OwnName, NamedFactory>> = {
  binaryAccuracy: BinaryAccuracy,
  categoricalAccuracy: CategoricalAccuracy,
  sparseCategoricalAccuracy: SparseCategoricalAccuracy,
  topKCategoricalAccuracy: TopKCategoricalAccuracy,
  sparseTopKCategoricalAccuracy: SparseTopKCategoricalAccuracy,
  rootMeanSquaredError: RootMeanSquaredError,
  cosineSimilarity: CosineSimilarity,
  logCoshError: LogCoshError,
  r2Score: R2Score,
  pearsonCorrelation: PearsonCorrelation,
  concordanceCorrelation: ConcordanceCorrelation,
  precision: Precision,
  recall: Recall,
  auc: AUC,
  truePositives: TruePositives,
  trueNegatives: TrueNegatives,
  falsePositives: FalsePositives,
  falseNegatives: FalseNegatives,
  f1Score: F1Score,
  fbetaScore: FBetaScore,
  binaryIoU: BinaryIoU,
};
