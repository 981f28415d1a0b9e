import type { ActivationIdentifier } from '../activations/activation.js';
import { sigmoid } from '../activations/sigmoid.js';
import { tanh } from '../activations/tanh.js';
import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import { layerClass } from '../graph/layer-class.js';
import type { Dimension } from '../types/shape.js';
import { forgetGateBias } from './recurrent/forget-gate-bias.js';
import { checkInitialState } from './recurrent/initial-state.js';
import { lstmCell } from './recurrent/lstm-cell.js';
import { lstmSequence } from './recurrent/lstm-sequence.js';
import { recurrentForward } from './recurrent/recurrent-forward.js';
import { type RecurrentLayer, recurrentCall, recurrentLayer } from './recurrent/recurrent-layer.js';
import { checkRecurrentOptions, type RecurrentOptions, recurrentDefaults } from './recurrent/recurrent-options.js';
import { type RecurrentClass, recurrentOutput } from './recurrent/recurrent-shape.js';
import { runSteps } from './recurrent/run-steps.js';
import type { SequenceOptions } from './recurrent/sequence-options.js';

/** What {@link LSTM} takes beside the number of units. */
export interface LSTMOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {
  /** What the gates go through; `activation` is what the candidate and the carry go through. */
  readonly recurrentActivation?: ActivationIdentifier | null;
  /** Whether the bias of the forget gate starts from 1. */
  readonly unitForgetBias?: boolean;
}

const defaults: Required<LSTMOptions> = { ...recurrentDefaults, recurrentActivation: 'sigmoid', unitForgetBias: true };

/** An LSTM has two states: the hidden one, which is its output, and the carry. */
function classOf<Units extends number>(units: Units): RecurrentClass<'LSTM', Units, 2> {
  return { layer: 'LSTM', units, stateCount: 2 };
}

const lstm = defineLayer({
  name: 'LSTM',
  configure: ({ units, ...options }: LSTMOptions & { readonly units: number }) => ({
    units: checkSize('LSTM: units', units),
    ...checkRecurrentOptions('LSTM', withDefaults(defaults, options)),
  }),
  call: recurrentCall,
  shape: (input, configuration, { initialState }) => {
    const owner = classOf(configuration.units);
    const output = recurrentOutput(input, owner, configuration);
    checkInitialState(input, initialState, owner);
    return output;
  },
  weightScope: 'lstm_cell',
  weights: (input, { units, useBias, unitForgetBias, biasInitializer }) => ({
    kernel: [input.at(-1) as Dimension, 4 * units],
    recurrentKernel: [units, 4 * units],
    bias: useBias
      ? { shape: [4 * units], initializer: unitForgetBias ? forgetGateBias(biasInitializer, units) : biasInitializer }
      : null,
  }),
  forward: (input, weights, options, context) => {
    const { activation, recurrentActivation } = options;
    return recurrentForward({ input, ...weights, options, context }, classOf(options.units), (recurrence) =>
      activation === tanh && recurrentActivation === sigmoid
        ? lstmSequence(recurrence)
        : runSteps(recurrence, lstmCell(recurrence.recurrentKernel, activation, recurrentActivation)),
    );
  },
  mask: (mask, _, { returnSequences }) => (returnSequences ? mask : null),
});

/**
 * Goes through a sequence with a long short-term memory, by Hochreiter and Schmidhuber (1997).
 *
 * Takes (batch, time, features), gives (batch, units), or (batch, time, units) with `returnSequences`; with `returnState` a
 * list of that, the hidden state and the carry. A call may be told the states to start from.
 *
 * @example
 * const encoded = LSTM(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, hidden, carry] = LSTM(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = LSTM(8)(sequence, { initialState: [hidden, carry] });
 */
export const LSTM: <
  const Units extends number,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
>(
  units: Units,
  options?: LSTMOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
) => RecurrentLayer<RecurrentClass<'LSTM', Units, 2>, SequenceOptions<Sequences, State, Stateful, Unroll>, Name> =
  layerClass(['units'], (units, options = {}) => recurrentLayer(lstm({ units, ...options }, options)));
