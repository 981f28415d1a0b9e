import type { ActivationIdentifier } from '../../activations/activation.js';
import { sigmoid, tanh } from '../../activations/index.js';
import type { WeightSpecification } from '../../graph/layer-definition.js';
import { defineInitializer, type Initializer } from '../../initializers/define-initializer.js';
import { type UnitsCellClass, type UnitsClass, unitsCellClass, unitsClass } from './define-recurrent.js';
import { lstmSequence } from './lstm-sequence.js';
import { lstmStep } from './lstm-steps.js';
import { type CellOptions, cellDefaults, type RecurrentLayerOptions } from './recurrent-options.js';
import { configureUnits, kernelShapes, project, runUnitsSteps, type UnitsCell, unitsSizes } from './units-cell.js';

interface LSTMBiasOptions {
  readonly useBias: boolean;
  /** Whether the bias of the forget gate starts from 1. */
  readonly unitForgetBias: boolean;
  readonly biasInitializer: Initializer;
}

/**
 * The bias of an LSTM that starts out remembering (Jozefowicz et al., 2015): 1 for the forget gate, the second of four, and
 * the others as `initializer` says.
 */
function forgetGateBias(initializer: Initializer, units: number): Initializer {
  return defineInitializer('ForgetGateBias', { initializer, units }, () => {
    const values = new Float32Array(4 * units);
    values.set(initializer.values([units]), 0);
    values.fill(1, units, 2 * units);
    values.set(initializer.values([2 * units]), 2 * units);
    return values;
  });
}

/** The bias of the four gates of an LSTM, if it has one. */
export function lstmBias(
  { useBias, unitForgetBias, biasInitializer }: LSTMBiasOptions,
  units: number,
): WeightSpecification {
  if (!useBias) return null;
  return {
    shape: [4 * units],
    initializer: unitForgetBias ? forgetGateBias(biasInitializer, units) : biasInitializer,
  };
}

/** The options of the cell of an LSTM besides the number of units. */
export interface LSTMCellOptions extends CellOptions {
  /** The activation function of the gates. The default is `sigmoid`. */
  readonly recurrentActivation?: ActivationIdentifier | null;
  /** Whether the bias of the forget gate is initialized to 1. The default is `true`. */
  readonly unitForgetBias?: boolean;
}

export const lstmDefaults: Required<LSTMCellOptions> = {
  ...cellDefaults,
  recurrentActivation: 'sigmoid',
  unitForgetBias: true,
};

/** The cell of an LSTM has two states: the hidden one, which is its output, and the carry. */
const lstmCell: UnitsCell<LSTMCellOptions> = {
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

/**
 * The cell of an {@link LSTM}, for `RNN`: alone, or stacked with others. Its states are the hidden state, which is its
 * output, and the carry.
 *
 * @example
 * const encoded = RNN([LSTMCell(64), LSTMCell(32)])(Input([140, 256])); // SymbolicTensor<[null, 32]>
 */
export const LSTMCell: UnitsCellClass<'LSTMCell', 2, LSTMCellOptions> = unitsCellClass(lstmCell);

/** The options of {@link LSTM}. */
export interface LSTMOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends LSTMCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {}

/**
 * A long short-term memory over a sequence (Hochreiter and Schmidhuber, 1997).
 *
 * Input shape: (batch, time, features). Output shape: (batch, units), or (batch, time, units) with `returnSequences`; with
 * `returnState` a list of that, the hidden state and the carry. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = LSTM(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, hidden, carry] = LSTM(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = LSTM(8)(sequence, { initialState: [hidden, carry] });
 */
export const LSTM: UnitsClass<'LSTM', 2, LSTMCellOptions> = unitsClass('LSTM', lstmCell);
