import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/resolve-named.js';
import { BinaryCrossentropy } from './binary-crossentropy.js';
import { BinaryFocalCrossentropy } from './binary-focal-crossentropy.js';
import { CategoricalCrossentropy } from './categorical-crossentropy.js';
import { CategoricalFocalCrossentropy } from './categorical-focal-crossentropy.js';
import { CategoricalGeneralizedCrossEntropy } from './categorical-generalized-cross-entropy.js';
import { CategoricalHinge } from './categorical-hinge.js';
import { Circle } from './circle.js';
import { CosineSimilarity } from './cosine-similarity.js';
import { CTC } from './ctc.js';
import { Dice } from './dice.js';
import { Hinge } from './hinge.js';
import { Huber } from './huber.js';
import { KLDivergence } from './kl-divergence.js';
import { LogCosh } from './log-cosh.js';
import type { Loss, LossFunction, LossOptions } from './loss.js';
import { lossOfFunction } from './loss-of-function.js';
import { MeanAbsoluteError } from './mean-absolute-error.js';
import { MeanAbsolutePercentageError } from './mean-absolute-percentage-error.js';
import { MeanSquaredError } from './mean-squared-error.js';
import { MeanSquaredLogarithmicError } from './mean-squared-logarithmic-error.js';
import { Poisson } from './poisson.js';
import { SparseCategoricalCrossentropy } from './sparse-categorical-crossentropy.js';
import { SquaredHinge } from './squared-hinge.js';
import { Tversky } from './tversky.js';

/** The name of a loss, or its short form, which stands for it with its default options. */
export type LossName =
  | 'binaryCrossentropy'
  | 'categoricalCrossentropy'
  | 'sparseCategoricalCrossentropy'
  | 'meanSquaredError'
  | 'meanAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanSquaredLogarithmicError'
  | 'binaryFocalCrossentropy'
  | 'categoricalFocalCrossentropy'
  | 'categoricalGeneralizedCrossEntropy'
  | 'klDivergence'
  | 'poisson'
  | 'cosineSimilarity'
  | 'logCosh'
  | 'huber'
  | 'hinge'
  | 'squaredHinge'
  | 'categoricalHinge'
  | 'dice'
  | 'tversky'
  | 'circle'
  | 'ctc'
  | 'bce'
  | 'kld'
  | 'mse'
  | 'mae'
  | 'mape'
  | 'msle';

/** The kind of targets of the loss that a name stands for. */
export type KindNamed<Name extends LossName> = Name extends
  | 'sparseCategoricalCrossentropy'
  | 'categoricalGeneralizedCrossEntropy'
  | 'circle'
  ? 'classIndices'
  : Name extends 'ctc'
    ? 'labelSequences'
    : 'sameShape';

const named: {
  readonly [Name in LossName]: (options: LossOptions) => Loss<string, KindNamed<Name>>;
} = {
  binaryCrossentropy: BinaryCrossentropy,
  categoricalCrossentropy: CategoricalCrossentropy,
  sparseCategoricalCrossentropy: SparseCategoricalCrossentropy,
  meanSquaredError: MeanSquaredError,
  meanAbsoluteError: MeanAbsoluteError,
  meanAbsolutePercentageError: MeanAbsolutePercentageError,
  meanSquaredLogarithmicError: MeanSquaredLogarithmicError,
  binaryFocalCrossentropy: BinaryFocalCrossentropy,
  categoricalFocalCrossentropy: CategoricalFocalCrossentropy,
  categoricalGeneralizedCrossEntropy: CategoricalGeneralizedCrossEntropy,
  klDivergence: KLDivergence,
  poisson: Poisson,
  cosineSimilarity: CosineSimilarity,
  logCosh: LogCosh,
  huber: Huber,
  hinge: Hinge,
  squaredHinge: SquaredHinge,
  categoricalHinge: CategoricalHinge,
  dice: Dice,
  tversky: Tversky,
  circle: Circle,
  ctc: CTC,
  bce: BinaryCrossentropy,
  kld: KLDivergence,
  mse: MeanSquaredError,
  mae: MeanAbsoluteError,
  mape: MeanAbsolutePercentageError,
  msle: MeanSquaredLogarithmicError,
};

/** A loss, its name, or a function that computes one. */
export type LossIdentifier = LossName | Loss | LossFunction;

/**
 * The loss that `identifier` is, names or computes.
 *
 * @param owner the argument that it was given to: `compile: loss`
 * @throws ArgumentError if there is none of this name
 */
export function resolveLoss(identifier: LossIdentifier, owner: string): Loss {
  if (typeof identifier === 'function') return lossOfFunction(identifier);
  if (isLoss(identifier)) return identifier;
  return resolveNamed('loss', named, identifier, owner)({ name: identifier });
}

/** Whether a value is a loss. */
export function isLoss(value: unknown): value is Loss {
  return isOfKind(value, 'loss');
}

/** The names of all losses. */
export const lossNames: readonly LossName[] = Object.keys(named) as LossName[];
