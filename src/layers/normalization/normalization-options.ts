import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';

/** What normalizations take that scale and shift what they have normalized, by weights that they learn. */
export interface AffineOptions {
  /** What is added to the variance, so that nothing is divided by 0. The default is 0.001. */
  readonly epsilon?: number;
  /** Whether `beta` is added. The default is `true`. */
  readonly center?: boolean;
  /** Whether `gamma` multiplies. The default is `true`. */
  readonly scale?: boolean;
  readonly betaInitializer?: InitializerIdentifier;
  readonly gammaInitializer?: InitializerIdentifier;
  readonly betaRegularizer?: RegularizerIdentifier | null;
  readonly gammaRegularizer?: RegularizerIdentifier | null;
  readonly betaConstraint?: ConstraintIdentifier | null;
  readonly gammaConstraint?: ConstraintIdentifier | null;
}

/** Keras' defaults. */
export const affineDefaults: Required<AffineOptions> = {
  epsilon: 0.001,
  center: true,
  scale: true,
  betaInitializer: 'zeros',
  gammaInitializer: 'ones',
  betaRegularizer: null,
  gammaRegularizer: null,
  betaConstraint: null,
  gammaConstraint: null,
};
