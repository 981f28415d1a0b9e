import { type SimpleRNNCellOptions, simpleRNNCell } from './recurrent/simple-rnn-cell.js';
import { type UnitsCellClass, unitsCellClass } from './recurrent/units-class.js';

export type { SimpleRNNCellOptions };

/**
 * The cell of a {@link SimpleRNN}, for `RNN`: alone, or stacked with others. Its output is its only state.
 *
 * @example
 * const encoded = RNN([SimpleRNNCell(64), SimpleRNNCell(32)])(Input([140, 256])); // SymbolicTensor<[null, 32]>
 */
export const SimpleRNNCell: UnitsCellClass<'SimpleRNNCell', 1, SimpleRNNCellOptions> = unitsCellClass(simpleRNNCell);
