import { type LSTMCellOptions, lstmCell } from './recurrent/lstm-cell.js';
import { type UnitsCellClass, unitsCellClass } from './recurrent/units-class.js';

export type { LSTMCellOptions };

/**
 * The cell of an {@link LSTM}, for `RNN`: alone, or stacked with others. Its states are the hidden state, which is its
 * output, and the carry.
 *
 * @example
 * const encoded = RNN([LSTMCell(64), LSTMCell(32)])(Input([140, 256])); // SymbolicTensor<[null, 32]>
 */
export const LSTMCell: UnitsCellClass<'LSTMCell', 2, LSTMCellOptions> = unitsCellClass(lstmCell);
