import * as tf from '@tensorflow/tfjs-core';
import type { ActivationIdentifier } from '../../activations/activation.js';
import { sigmoid, tanh } from '../../activations/index.js';
import { type CellOptions, cellDefaults } from './cell-options.js';
import { gruSequence } from './gru-sequence.js';
import { gruStep } from './gru-step.js';
import { configureUnits, kernelShapes, project, type UnitsCell, unitsSizes } from './units-cell.js';
import { runUnitsSteps } from './units-step.js';

/** What the cell of a GRU takes besides the number of units. */
export interface GRUCellOptions extends CellOptions {
  /** What the gates go through; `activation` is what the candidate goes through. */
  readonly recurrentActivation?: ActivationIdentifier | null;
  /** Whether the reset gate comes after the product of state and kernel, with a bias of its own, or before it. */
  readonly resetAfter?: boolean;
}

const defaults: Required<GRUCellOptions> = { ...cellDefaults, recurrentActivation: 'sigmoid', resetAfter: true };

/** The cell of a GRU: its output is its only state. */
export const gruCell: UnitsCell<GRUCellOptions> = {
  name: 'GRUCell',
  configure: (given, owner) => configureUnits(owner, defaults, given),
  sizes: unitsSizes(1),
  weights: (step, { units, useBias, resetAfter }) => ({
    ...kernelShapes(step, units, 3),
    bias: useBias ? (resetAfter ? [2, 3 * units] : [3 * units]) : null,
  }),
  recur: (recurrence, { bias, ...kernels }, options, context) => {
    const { activation, recurrentActivation, resetAfter } = options;
    const [inputBias, recurrentBias] =
      bias === null || !resetAfter ? [bias, null] : (tf.unstack(bias) as [tf.Tensor, tf.Tensor]);
    const projected = project(recurrence, { ...kernels, bias: inputBias }, options, context);
    return activation === tanh && recurrentActivation === sigmoid && resetAfter
      ? gruSequence(projected, recurrentBias)
      : runUnitsSteps(projected, gruStep({ recurrentBias, ...kernels, ...options }));
  },
};
