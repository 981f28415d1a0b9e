import type { ActivationIdentifier } from '../../activations/activation.js';
import { sigmoid, tanh } from '../../activations/index.js';
import { type CellOptions, cellDefaults } from './cell-options.js';
import { lstmBias } from './lstm-bias.js';
import { lstmSequence } from './lstm-sequence.js';
import { lstmStep } from './lstm-step.js';
import { configureUnits, kernelShapes, project, type UnitsCell, unitsSizes } from './units-cell.js';
import { runUnitsSteps } from './units-step.js';

/** What the cell of an LSTM takes besides the number of units. */
export interface LSTMCellOptions extends CellOptions {
  /** What the gates go through; `activation` is what the candidate and the carry go through. */
  readonly recurrentActivation?: ActivationIdentifier | null;
  /** Whether the bias of the forget gate starts from 1. */
  readonly unitForgetBias?: boolean;
}

export const lstmDefaults: Required<LSTMCellOptions> = {
  ...cellDefaults,
  recurrentActivation: 'sigmoid',
  unitForgetBias: true,
};

/** The cell of an LSTM has two states: the hidden one, which is its output, and the carry. */
export const lstmCell: UnitsCell<LSTMCellOptions> = {
  name: 'LSTMCell',
  configure: (given, owner) => configureUnits(owner, lstmDefaults, given),
  sizes: unitsSizes(2),
  weights: (step, configuration) => ({
    ...kernelShapes(step, configuration.units, 4),
    bias: lstmBias(configuration, configuration.units),
  }),
  recur: (recurrence, weights, options, context) => {
    const { activation, recurrentActivation } = options;
    const projected = project(recurrence, weights, options, context);
    return activation === tanh && recurrentActivation === sigmoid
      ? lstmSequence(projected)
      : runUnitsSteps(projected, lstmStep(weights.recurrentKernel, activation, recurrentActivation));
  },
};
