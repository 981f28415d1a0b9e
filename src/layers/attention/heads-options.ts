import { checkSize } from '../../arguments/size.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import { checkDropout } from './attention-options.js';

/** What layers take whose attention has several heads, besides the sizes. */
export interface HeadsOptions {
  /** The share of the scores that training leaves out. */
  readonly dropout?: number;
  readonly useBias?: boolean;
  /** Whether what the heads give is multiplied by a gate: the sigmoid of what is made of the query. */
  readonly useGate?: boolean;
  /** How many steps each step may attend to on either side, itself included; `null` for all. */
  readonly slidingWindow?: number | null;
  readonly kernelInitializer?: InitializerIdentifier;
  readonly biasInitializer?: InitializerIdentifier;
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  readonly biasRegularizer?: RegularizerIdentifier | null;
  readonly activityRegularizer?: RegularizerIdentifier | null;
  readonly kernelConstraint?: ConstraintIdentifier | null;
  readonly biasConstraint?: ConstraintIdentifier | null;
  /** The seed of dropout, for the same results in every run of the program. */
  readonly seed?: number | null;
}

export const headsDefaults: Required<HeadsOptions> = {
  dropout: 0,
  useBias: true,
  useGate: false,
  slidingWindow: null,
  kernelInitializer: 'glorotUniform',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  biasConstraint: null,
  seed: null,
};

/** The options, if they can be worked with. */
export function checkHeadsOptions<Options extends Required<HeadsOptions>>(owner: string, options: Options): Options {
  if (options.slidingWindow !== null) checkSize(`${owner}: slidingWindow`, options.slidingWindow);
  return checkDropout(owner, options);
}
