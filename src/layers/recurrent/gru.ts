import * as tf from '@tensorflow/tfjs-core';
import type { ActivationIdentifier } from '../../activations/activation.js';
import { sigmoid, tanh } from '../../activations/index.js';
import { type UnitsCellClass, type UnitsClass, unitsCellClass, unitsClass } from './define-recurrent.js';
import { gruSequence } from './gru-sequence.js';
import { gruStep } from './gru-steps.js';
import { type CellOptions, cellDefaults, type RecurrentLayerOptions } from './recurrent-options.js';
import { configureUnits, kernelShapes, project, runUnitsSteps, type UnitsCell, unitsSizes } from './units-cell.js';

/** The options of the cell of a GRU besides the number of units. */
export interface GRUCellOptions extends CellOptions {
  /** The activation function of the gates. The default is `sigmoid`. */
  readonly recurrentActivation?: ActivationIdentifier | null;
  /**
   * Whether to apply the reset gate after the product of state and kernel, with a bias of its own, or before it. The
   * default is `true`.
   */
  readonly resetAfter?: boolean;
}

const defaults: Required<GRUCellOptions> = { ...cellDefaults, recurrentActivation: 'sigmoid', resetAfter: true };

/** The cell of a GRU: its output is its only state. */
const gruCell: UnitsCell<GRUCellOptions> = {
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

/**
 * The cell of a {@link GRU}, for `RNN`: alone, or stacked with others. Its output is its only state.
 *
 * @example
 * const encoded = RNN([GRUCell(64), GRUCell(32)])(Input([140, 256])); // SymbolicTensor<[null, 32]>
 */
export const GRUCell: UnitsCellClass<'GRUCell', 1, GRUCellOptions> = unitsCellClass(gruCell);

/** The options of {@link GRU}. */
export interface GRUOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends GRUCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {}

/**
 * A gated recurrent unit over a sequence (Cho et al., 2014), by default the variant with `resetAfter`.
 *
 * Input shape: (batch, time, features). Output shape: (batch, units), or (batch, time, units) with `returnSequences`; with
 * `returnState` a list of that and the state. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = GRU(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, state] = GRU(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = GRU(8)(sequence, { initialState: state });
 */
export const GRU: UnitsClass<'GRU', 1, GRUCellOptions> = unitsClass('GRU', gruCell);
