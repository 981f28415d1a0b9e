import { losses, metrics } from 'tupleflow';
import { describe, expect, it } from 'vitest';

/** What has a name, in its type and as a value. */
interface WithName<out Name extends string> {
  readonly name: Name;
}

/** A thing with its name, which has to be the one that its type says. */
const called = <Name extends string>(made: WithName<Name>, name: string extends Name ? never : Name) =>
  [name, made] as const;

const classes = { numClasses: 3 };

describe('the name of a metric', () => {
  it.each([
    called(metrics.AUC(), 'auc'),
    called(metrics.Accuracy(), 'accuracy'),
    called(metrics.BinaryAccuracy(), 'binaryAccuracy'),
    called(metrics.BinaryCrossentropy(), 'binaryCrossentropy'),
    called(metrics.BinaryIoU(), 'binaryIoU'),
    called(metrics.CategoricalAccuracy(), 'categoricalAccuracy'),
    called(metrics.CategoricalCrossentropy(), 'categoricalCrossentropy'),
    called(metrics.CategoricalHinge(), 'categoricalHinge'),
    called(metrics.ConcordanceCorrelation(), 'concordanceCorrelation'),
    called(metrics.CosineSimilarity(), 'cosineSimilarity'),
    called(metrics.F1Score(), 'f1Score'),
    called(metrics.FBetaScore(), 'fbetaScore'),
    called(metrics.FalseNegatives(), 'falseNegatives'),
    called(metrics.FalsePositives(), 'falsePositives'),
    called(metrics.Hinge(), 'hinge'),
    called(metrics.IoU({ ...classes, targetClassIds: [1] }), 'iou'),
    called(metrics.KLDivergence(), 'klDivergence'),
    called(metrics.LogCoshError(), 'logcosh'),
    called(metrics.MeanAbsoluteError(), 'meanAbsoluteError'),
    called(metrics.MeanAbsolutePercentageError(), 'meanAbsolutePercentageError'),
    called(metrics.MeanIoU(classes), 'meanIoU'),
    called(metrics.MeanSquaredError(), 'meanSquaredError'),
    called(metrics.MeanSquaredLogarithmicError(), 'meanSquaredLogarithmicError'),
    called(metrics.OneHotIoU({ ...classes, targetClassIds: [1] }), 'oneHotIoU'),
    called(metrics.OneHotMeanIoU(classes), 'oneHotMeanIoU'),
    called(metrics.PearsonCorrelation(), 'pearsonCorrelation'),
    called(metrics.Poisson(), 'poisson'),
    called(metrics.Precision(), 'precision'),
    called(metrics.PrecisionAtRecall({ recall: 0.5 }), 'precisionAtRecall'),
    called(metrics.R2Score(), 'r2Score'),
    called(metrics.Recall(), 'recall'),
    called(metrics.RecallAtPrecision({ precision: 0.5 }), 'recallAtPrecision'),
    called(metrics.RootMeanSquaredError(), 'rootMeanSquaredError'),
    called(metrics.SensitivityAtSpecificity({ specificity: 0.5 }), 'sensitivityAtSpecificity'),
    called(metrics.SparseCategoricalAccuracy(), 'sparseCategoricalAccuracy'),
    called(metrics.SparseCategoricalCrossentropy(), 'sparseCategoricalCrossentropy'),
    called(metrics.SparseTopKCategoricalAccuracy(), 'sparseTopKCategoricalAccuracy'),
    called(metrics.SpecificityAtSensitivity({ sensitivity: 0.5 }), 'specificityAtSensitivity'),
    called(metrics.SquaredHinge(), 'squaredHinge'),
    called(metrics.TopKCategoricalAccuracy(), 'topKCategoricalAccuracy'),
    called(metrics.TrueNegatives(), 'trueNegatives'),
    called(metrics.TruePositives(), 'truePositives'),
    called(metrics.AUC({ curve: 'pr', name: 'area' }), 'area'),
    called(metrics.MeanIoU({ ...classes, name: 'overlap' }), 'overlap'),
    called(metrics.LogCoshError({ name: 'error' }), 'error'),
    called(metrics.MeanSquaredError({ name: 'mse' }), 'mse'),
  ])('is %s, in its type and as a value', (name, made) => {
    expect(made.name).toBe(name);
  });
});

describe('the name of a loss', () => {
  it.each([
    called(losses.BinaryCrossentropy(), 'binaryCrossentropy'),
    called(losses.BinaryFocalCrossentropy(), 'binaryFocalCrossentropy'),
    called(losses.CategoricalCrossentropy(), 'categoricalCrossentropy'),
    called(losses.CategoricalFocalCrossentropy(), 'categoricalFocalCrossentropy'),
    called(losses.CategoricalGeneralizedCrossEntropy(), 'categoricalGeneralizedCrossEntropy'),
    called(losses.CategoricalHinge(), 'categoricalHinge'),
    called(losses.Circle(), 'circle'),
    called(losses.CosineSimilarity(), 'cosineSimilarity'),
    called(losses.Dice(), 'dice'),
    called(losses.Hinge(), 'hinge'),
    called(losses.Huber(), 'huber'),
    called(losses.KLDivergence(), 'klDivergence'),
    called(losses.LogCosh(), 'logCosh'),
    called(losses.MeanAbsoluteError(), 'meanAbsoluteError'),
    called(losses.MeanAbsolutePercentageError(), 'meanAbsolutePercentageError'),
    called(losses.MeanSquaredError(), 'meanSquaredError'),
    called(losses.MeanSquaredLogarithmicError(), 'meanSquaredLogarithmicError'),
    called(losses.Poisson(), 'poisson'),
    called(losses.SparseCategoricalCrossentropy(), 'sparseCategoricalCrossentropy'),
    called(losses.SquaredHinge(), 'squaredHinge'),
    called(losses.Tversky(), 'tversky'),
    called(losses.Huber({ delta: 2, name: 'robust' }), 'robust'),
  ])('is %s, in its type and as a value', (name, made) => {
    expect(made.name).toBe(name);
  });
});
