import type { RecurrentLayerOptions } from './recurrent/recurrent-options.js';
import { type SimpleRNNCellOptions, simpleRNNCell } from './recurrent/simple-rnn-cell.js';
import { type UnitsClass, unitsClass } from './recurrent/units-class.js';

/** What {@link SimpleRNN} takes beside the number of units. */
export interface SimpleRNNOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends SimpleRNNCellOptions,
    RecurrentLayerOptions<Sequences, State, Stateful, Unroll> {}

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
export const SimpleRNN: UnitsClass<'SimpleRNN', 1, SimpleRNNCellOptions> = unitsClass(
  'SimpleRNN',
  simpleRNNCell,
  'seed',
);
