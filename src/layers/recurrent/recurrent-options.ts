import type { ActivationIdentifier } from '../../activations/activation.js';
import { checkRate } from '../../arguments/rate.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import { checkSeed } from '../../random/random.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { SequenceOptions } from './sequence-options.js';

/** What all recurrent layers take beside the number of units. */
export interface RecurrentOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends Partial<SequenceOptions<Sequences, State, Stateful, Unroll>> {
  readonly activation?: ActivationIdentifier | null;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerIdentifier;
  readonly recurrentInitializer?: InitializerIdentifier;
  readonly biasInitializer?: InitializerIdentifier;
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  readonly recurrentRegularizer?: RegularizerIdentifier | null;
  readonly biasRegularizer?: RegularizerIdentifier | null;
  readonly activityRegularizer?: RegularizerIdentifier | null;
  readonly kernelConstraint?: ConstraintIdentifier | null;
  readonly recurrentConstraint?: ConstraintIdentifier | null;
  readonly biasConstraint?: ConstraintIdentifier | null;
  /** The share of the inputs' features that training leaves out, the same ones at every step. */
  readonly dropout?: number;
  /** The share of the states that training leaves out on their way from step to step, the same ones at every step. */
  readonly recurrentDropout?: number;
  /** Makes dropout draw the same numbers in every run of a program. */
  readonly seed?: number | null;
  /** Whether the steps are taken from the last to the first; sequences come out in the order in which they are taken. */
  readonly goBackwards?: boolean;
  /** Whether the output at a step that is masked is zero, instead of that of the step before. */
  readonly zeroOutputForMask?: boolean;
}

export const recurrentDefaults: Required<RecurrentOptions> = {
  activation: 'tanh',
  useBias: true,
  kernelInitializer: 'glorotUniform',
  recurrentInitializer: 'orthogonal',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  recurrentRegularizer: null,
  biasRegularizer: null,
  activityRegularizer: null,
  kernelConstraint: null,
  recurrentConstraint: null,
  biasConstraint: null,
  dropout: 0,
  recurrentDropout: 0,
  seed: null,
  returnSequences: false,
  returnState: false,
  goBackwards: false,
  stateful: false,
  unroll: false,
  zeroOutputForMask: false,
};

/** `options`, if the numbers among them can be used. */
export function checkRecurrentOptions<Options extends Required<RecurrentOptions>>(
  layer: string,
  options: Options,
): Options {
  checkRate(`${layer}: dropout`, options.dropout);
  checkRate(`${layer}: recurrentDropout`, options.recurrentDropout);
  if (options.seed !== null) checkSeed(`${layer}: seed`, options.seed);
  return options;
}
