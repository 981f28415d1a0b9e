import { type LSTMCellOptions, lstmCell } from './recurrent/lstm-cell.js';
import type { RecurrentLayerOptions } from './recurrent/recurrent-options.js';
import { type UnitsClass, unitsClass } from './recurrent/units-class.js';

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
