import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { ShapedBy } from '../types/shape-function.js';
import type { Cell } from './recurrent/cell.js';
import type { CheckedCells } from './recurrent/checked-cells.js';
import { recurrentLayer } from './recurrent/recurrent-layer.js';
import { type StackOutput, type StackStates, stackedCells } from './recurrent/stack-of-cells.js';

/**
 * Stacks cells into one cell: at each step, the output of one is the input of the next.
 *
 * Its output is that of the last cell; its states are those of all cells, those of the first cell first. `RNN` stacks a
 * list of cells by itself.
 *
 * @example
 * const cell = StackedRNNCells([LSTMCell(32), GRUCell(64)]);
 * const encoded = RNN(cell)(Input([140, 8])); // SymbolicTensor<[null, 64]>
 */
export const StackedRNNCells: <const Cells extends readonly ShapedBy[], const Name extends string = string>(
  cells: CheckedCells<Cells, 'StackedRNNCells: cells'>,
  options?: LayerOptions<Name>,
) => Cell<'StackedRNNCells', StackOutput<Cells>, StackStates<Cells>, Name> = positional(
  ['cells'],
  (cells, options = {}) => recurrentLayer(stackedCells(cells, 'StackedRNNCells: cells', options)),
);
