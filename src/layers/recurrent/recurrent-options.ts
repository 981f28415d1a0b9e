import type { ActivationIdentifier } from '../../activations/activation.js';
import { checkRate } from '../../arguments/number.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import { checkSeed } from '../../random/random.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';

/** The options of a recurrent layer that its shapes depend on. */
export interface SequenceOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> {
  /** Whether the output after every step comes out, or only that after the last. */
  readonly returnSequences: Sequences;
  /** Whether the states after the last step come out as well, after the output. */
  readonly returnState: State;
  /** Whether a batch starts from the states in which the one before ended; needs a fixed batch size. */
  readonly stateful: Stateful;
  /** Whether the number of steps must be known beforehand; values are the same. */
  readonly unroll: Unroll;
}

/** How a recurrent layer goes through a sequence, whatever its cell. */
export interface RecurrentOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends Partial<SequenceOptions<Sequences, State, Stateful, Unroll>> {
  /** Whether the steps are taken from the last to the first; sequences come out in the order in which they are taken. */
  readonly goBackwards?: boolean;
  /** Whether the output at a step that is masked is zero, instead of that of the step before. */
  readonly zeroOutputForMask?: boolean;
}

export const recurrentDefaults: Required<RecurrentOptions> = {
  returnSequences: false,
  returnState: false,
  goBackwards: false,
  stateful: false,
  unroll: false,
  zeroOutputForMask: false,
};

/** What a layer takes besides the options of its cell that is recurrent by its class, such as `LSTM`. */
export interface RecurrentLayerOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {
  readonly activityRegularizer?: RegularizerIdentifier | null;
}

/** What all cells with kernels take besides what says how large they are. */
export interface CellOptions {
  readonly activation?: ActivationIdentifier | null;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerIdentifier;
  readonly recurrentInitializer?: InitializerIdentifier;
  readonly biasInitializer?: InitializerIdentifier;
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  readonly recurrentRegularizer?: RegularizerIdentifier | null;
  readonly biasRegularizer?: RegularizerIdentifier | null;
  readonly kernelConstraint?: ConstraintIdentifier | null;
  readonly recurrentConstraint?: ConstraintIdentifier | null;
  readonly biasConstraint?: ConstraintIdentifier | null;
  /** The share of the inputs' features that training leaves out, the same ones at every step. */
  readonly dropout?: number;
  /** The share of the states that training leaves out on their way from step to step, the same ones at every step. */
  readonly recurrentDropout?: number;
  /** The seed of dropout, for the same results in every run of the program. */
  readonly seed?: number | null;
}

export const cellDefaults: Required<CellOptions> = {
  activation: 'tanh',
  useBias: true,
  kernelInitializer: 'glorotUniform',
  recurrentInitializer: 'orthogonal',
  biasInitializer: 'zeros',
  kernelRegularizer: null,
  recurrentRegularizer: null,
  biasRegularizer: null,
  kernelConstraint: null,
  recurrentConstraint: null,
  biasConstraint: null,
  dropout: 0,
  recurrentDropout: 0,
  seed: null,
};

/** `options`, if the numbers among them can be used. */
export function checkCellOptions<Options extends Required<CellOptions>>(owner: string, options: Options): Options {
  checkRate(`${owner}: dropout`, options.dropout);
  checkRate(`${owner}: recurrentDropout`, options.recurrentDropout);
  if (options.seed !== null) checkSeed(`${owner}: seed`, options.seed);
  return options;
}
