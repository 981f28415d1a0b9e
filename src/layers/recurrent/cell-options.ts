import type { ActivationIdentifier } from '../../activations/activation.js';
import { checkRate } from '../../arguments/rate.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import { checkSeed } from '../../random/random.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';

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
