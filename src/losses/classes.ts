// All losses. A new one is its definition and a line here: names, and the reader of configurations, follow from it.

export {
  BinaryCrossentropy,
  type BinaryCrossentropyOptions,
  BinaryFocalCrossentropy,
  type BinaryFocalCrossentropyOptions,
} from './binary-crossentropy.js';
export {
  CategoricalCrossentropy,
  type CategoricalCrossentropyOptions,
  CategoricalFocalCrossentropy,
  type CategoricalFocalCrossentropyOptions,
} from './categorical-crossentropy.js';
export { CTC } from './ctc.js';
export { CategoricalHinge, Circle, type CircleOptions, Hinge, SquaredHinge } from './margins.js';
export {
  CosineSimilarity,
  type CosineSimilarityOptions,
  Huber,
  type HuberOptions,
  KLDivergence,
  LogCosh,
  MeanAbsoluteError,
  MeanAbsolutePercentageError,
  MeanSquaredError,
  MeanSquaredLogarithmicError,
  Poisson,
} from './regression.js';
export { Dice, type DiceOptions, Tversky, type TverskyOptions } from './segmentation.js';
export {
  CategoricalGeneralizedCrossEntropy,
  type CategoricalGeneralizedCrossEntropyOptions,
  SparseCategoricalCrossentropy,
  type SparseCategoricalCrossentropyNumbers,
  type SparseCategoricalCrossentropyOptions,
} from './sparse-categorical-crossentropy.js';
