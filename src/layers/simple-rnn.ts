import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import { layerClass } from '../graph/layer-class.js';
import type { Dimension } from '../types/shape.js';
import { checkInitialState } from './recurrent/initial-state.js';
import { recurrentForward } from './recurrent/recurrent-forward.js';
import { type RecurrentLayer, recurrentCall, recurrentLayer } from './recurrent/recurrent-layer.js';
import { checkRecurrentOptions, type RecurrentOptions, recurrentDefaults } from './recurrent/recurrent-options.js';
import { type RecurrentClass, recurrentOutput } from './recurrent/recurrent-shape.js';
import { runSteps } from './recurrent/run-steps.js';
import type { SequenceOptions } from './recurrent/sequence-options.js';
import { simpleCell } from './recurrent/simple-cell.js';

/** What {@link SimpleRNN} takes beside the number of units. */
export interface SimpleRNNOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {}

function classOf<Units extends number>(units: Units): RecurrentClass<'SimpleRNN', Units, 1> {
  return { layer: 'SimpleRNN', units, stateCount: 1 };
}

const simpleRNN = defineLayer({
  name: 'SimpleRNN',
  configure: ({ units, ...options }: SimpleRNNOptions & { readonly units: number }) => ({
    units: checkSize('SimpleRNN: units', units),
    ...checkRecurrentOptions('SimpleRNN', withDefaults(recurrentDefaults, options)),
  }),
  call: recurrentCall,
  shape: (input, configuration, { initialState }) => {
    const owner = classOf(configuration.units);
    const output = recurrentOutput(input, owner, configuration);
    checkInitialState(input, initialState, owner);
    return output;
  },
  weightScope: 'simple_rnn_cell',
  weights: (input, { units, useBias }) => ({
    kernel: [input.at(-1) as Dimension, units],
    recurrentKernel: [units, units],
    bias: useBias ? [units] : null,
  }),
  forward: (input, weights, options, context) =>
    recurrentForward({ input, ...weights, options, context }, classOf(options.units), (recurrence) =>
      runSteps(recurrence, simpleCell(recurrence.recurrentKernel, options.activation)),
    ),
  mask: (mask, _, { returnSequences }) => (returnSequences ? mask : null),
});

/**
 * Goes through a sequence with a fully connected layer that gets its own output of the step before:
 * `activation(input · kernel + output · recurrentKernel + bias)`.
 *
 * Takes (batch, time, features), gives (batch, units), or (batch, time, units) with `returnSequences`; with `returnState` a
 * list of that and the state. A call may be told the state to start from.
 *
 * @example
 * const encoded = SimpleRNN(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, state] = SimpleRNN(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = SimpleRNN(8)(sequence, { initialState: state });
 */
export const SimpleRNN: <
  const Units extends number,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
>(
  units: Units,
  options?: SimpleRNNOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
) => RecurrentLayer<RecurrentClass<'SimpleRNN', Units, 1>, SequenceOptions<Sequences, State, Stateful, Unroll>, Name> =
  layerClass(['units'], (units, options = {}) => recurrentLayer(simpleRNN({ units, ...options }, options)));
