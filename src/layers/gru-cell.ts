import { type GRUCellOptions, gruCell } from './recurrent/gru-cell.js';
import { type UnitsCellClass, unitsCellClass } from './recurrent/units-class.js';

export type { GRUCellOptions };

/**
 * The cell of a {@link GRU}, for `RNN`: alone, or stacked with others. Its output is its only state.
 *
 * @example
 * const encoded = RNN([GRUCell(64), GRUCell(32)])(Input([140, 256])); // SymbolicTensor<[null, 32]>
 */
export const GRUCell: UnitsCellClass<'GRUCell', 1, GRUCellOptions> = unitsCellClass(gruCell);
