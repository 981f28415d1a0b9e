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
  /**
   * Whether to return the output of every step, (batch, time, ...), instead of only the last. The default is `false`.
   */
  readonly returnSequences: Sequences;
  /** Whether to return the states after the last step as well, in a list after the output. The default is `false`. */
  readonly returnState: State;
  /**
   * Whether the final states of a batch are the initial states of the next one, which requires a fixed batch size. The
   * default is `false`.
   */
  readonly stateful: Stateful;
  /**
   * Whether to unroll the loop over steps, which requires a known number of steps; values are the same. The default is
   * `false`.
   */
  readonly unroll: Unroll;
}

/** How a recurrent layer goes through a sequence, whatever its cell. */
export interface RecurrentOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends Partial<SequenceOptions<Sequences, State, Stateful, Unroll>> {
  /**
   * Whether to process the sequence from the last step to the first, and to return it in that order. The default is
   * `false`.
   */
  readonly goBackwards?: boolean;
  /** Whether the output at a masked step is zero, instead of the output of the step before. The default is `false`. */
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

/** The options of layers such as `LSTM` besides those of their cell. */
export interface RecurrentLayerOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {
  /**
   * Regularizer of the output, whose penalty, divided by the batch size, is added to the loss. The default is `null`,
   * no penalty.
   */
  readonly activityRegularizer?: RegularizerIdentifier | null;
}

/** The options of all cells with kernels besides their sizes. */
export interface CellOptions {
  /**
   * The activation function of the output and of the candidates: its name, or one of `activations`. The default is
   * `tanh`.
   */
  readonly activation?: ActivationIdentifier | null;
  /** Whether to add a bias. The default is `true`. */
  readonly useBias?: boolean;
  /** Initializer of the kernel, for the inputs: its name, or one of `initializers`. The default is `glorotUniform`. */
  readonly kernelInitializer?: InitializerIdentifier;
  /**
   * Initializer of the recurrent kernel, for the states: its name, or one of `initializers`. The default is
   * `orthogonal`.
   */
  readonly recurrentInitializer?: InitializerIdentifier;
  /** Initializer of the bias: its name, or one of `initializers`. The default is `zeros`. */
  readonly biasInitializer?: InitializerIdentifier;
  /** Regularizer of the kernel, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly kernelRegularizer?: RegularizerIdentifier | null;
  /** Regularizer of the recurrent kernel, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly recurrentRegularizer?: RegularizerIdentifier | null;
  /** Regularizer of the bias, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly biasRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the kernel after each update. The default is `null`, no constraint. */
  readonly kernelConstraint?: ConstraintIdentifier | null;
  /** Constraint that is applied to the recurrent kernel after each update. The default is `null`, no constraint. */
  readonly recurrentConstraint?: ConstraintIdentifier | null;
  /** Constraint that is applied to the bias after each update. The default is `null`, no constraint. */
  readonly biasConstraint?: ConstraintIdentifier | null;
  /**
   * The fraction of the features of the inputs to drop during training, the same ones at every step, from 0 to 1. The
   * default is 0.
   */
  readonly dropout?: number;
  /**
   * The fraction of the states to drop between steps during training, the same ones at every step, from 0 to 1. The
   * default is 0.
   */
  readonly recurrentDropout?: number;
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
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
