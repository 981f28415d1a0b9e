import type { PredictionShape } from '../losses/loss.js';
import { BinaryAccuracy } from './binary-accuracy.js';
import { CategoricalAccuracy } from './categorical-accuracy.js';
import { BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy } from './loss-metrics.js';
import type { NamedFactory } from './named-metrics.js';
import { SparseCategoricalAccuracy } from './sparse-categorical-accuracy.js';

/** The forms that labels have: one number for yes or no, the index of a class, a number for each class. */
export type LabelForm = 'binary' | 'sparse' | 'categorical';

/** The names that stand for another metric with each form of labels. */
export type FormName = 'accuracy' | 'acc' | 'crossentropy' | 'ce';

/** The shapes of what a metric compares. */
export interface MetricContext {
  readonly targetShape: PredictionShape;
  readonly predictionShape: PredictionShape;
}

const accuracies: Readonly<Record<LabelForm, NamedFactory>> = {
  binary: BinaryAccuracy,
  sparse: SparseCategoricalAccuracy,
  categorical: CategoricalAccuracy,
};

const crossentropies: Readonly<Record<LabelForm, NamedFactory>> = {
  binary: BinaryCrossentropy,
  sparse: SparseCategoricalCrossentropy,
  categorical: CategoricalCrossentropy,
};

/** The metrics that the names stand for. */
export const byForm: Readonly<Record<FormName, Readonly<Record<LabelForm, NamedFactory>>>> = {
  accuracy: accuracies,
  acc: accuracies,
  crossentropy: crossentropies,
  ce: crossentropies,
};

/** The form that labels of this shape have, as Keras tells them apart. */
export function labelForm({ targetShape, predictionShape }: MetricContext): LabelForm {
  const [outputs, labels] = [predictionShape.at(-1) ?? null, targetShape.at(-1) ?? null];
  if (outputs === 1) return 'binary';
  const isColumn = labels === 1 && outputs !== null;
  return targetShape.length < predictionShape.length || isColumn ? 'sparse' : 'categorical';
}
