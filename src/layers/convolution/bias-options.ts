import type { ActivationIdentifier } from '../../activations/activation.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';

/** What layers take that add a bias to what they compute, and activate it. */
export interface BiasOptions {
  readonly activation?: ActivationIdentifier | null;
  readonly useBias?: boolean;
  readonly biasInitializer?: InitializerIdentifier;
  readonly biasRegularizer?: RegularizerIdentifier | null;
  readonly activityRegularizer?: RegularizerIdentifier | null;
  readonly biasConstraint?: ConstraintIdentifier | null;
}

/** Keras' defaults of {@link BiasOptions}. */
export const biasDefaults: Required<BiasOptions> = {
  activation: null,
  useBias: true,
  biasInitializer: 'zeros',
  biasRegularizer: null,
  activityRegularizer: null,
  biasConstraint: null,
};
