import type { RecurrentLayerOptions } from './recurrent/recurrent-options.js';
import { type SimpleRNNCellOptions, simpleRNNCell } from './recurrent/simple-rnn-cell.js';
import { type UnitsClass, unitsClass } from './recurrent/units-class.js';

/** The options of {@link SimpleRNN}. */
export interface SimpleRNNOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends SimpleRNNCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {}

/**
 * A fully connected recurrent layer: `activation(input · kernel + output · recurrentKernel + bias)`, where `output` is that
 * of the step before.
 *
 * Input shape: (batch, time, features). Output shape: (batch, units), or (batch, time, units) with `returnSequences`; with
 * `returnState` a list of that and the state. `initialState` in the call gives the initial states.
 *
 * @example
 * const encoded = SimpleRNN(64)(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [sequence, state] = SimpleRNN(8, { returnSequences: true, returnState: true })(Input([null, 16]));
 * const decoded = SimpleRNN(8)(sequence, { initialState: state });
 */
export const SimpleRNN: UnitsClass<'SimpleRNN', 1, SimpleRNNCellOptions> = unitsClass(
  'SimpleRNN',
  simpleRNNCell,
  'seed',
);
