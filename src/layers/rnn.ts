import { checkKnownOptions } from '../arguments/known-options.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { generalOptions, type LayerOptions } from '../graph/create-layer.js';
import type { ShapedBy, ShapeFunction } from '../types/shape-function.js';
import { type CheckedCells, checkCell } from './recurrent/checked-cells.js';
import { type RecurrentLayer, recurrentLayer } from './recurrent/recurrent-layer.js';
import { type RecurrentOptions, recurrentDefaults } from './recurrent/recurrent-options.js';
import type { SequenceOptions } from './recurrent/sequence-options.js';
import { type StackOutput, type StackStates, stackedCells } from './recurrent/stack-of-cells.js';
import { throughSteps } from './recurrent/through-steps.js';
import type { VectorShape } from './recurrent/vector-shape.js';

/** The options of {@link RNN}. */
export interface RNNOptions<
  Sequences extends boolean = boolean,
  State extends boolean = boolean,
  Stateful extends boolean = boolean,
  Unroll extends boolean = boolean,
> extends RecurrentOptions<Sequences, State, Stateful, Unroll> {}

type InList<Cells> = Cells extends readonly unknown[] ? Cells : readonly [Cells];

/**
 * Runs a cell over a sequence, or several cells, each on the output of the one before.
 *
 * Input shape: (batch, time, features). Output shape: (batch, size), or (batch, time, size) with `returnSequences`, where
 * `size` is the size of the cell's output; with `returnState` a list of the output and all states, those of the first cell
 * first. `initialState` in the call gives the initial states, in the same order.
 *
 * @example
 * const encoded = RNN(GRUCell(64))(Input([140, 256])); // SymbolicTensor<[null, 64]>
 * const [output, hidden, carry, state] = RNN([LSTMCell(32), GRUCell(64)], { returnState: true })(Input([140, 256]));
 */
export const RNN: <
  const Cells extends ShapedBy | readonly ShapedBy[],
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
>(
  cell: CheckedCells<Cells, 'RNN: cell'>,
  options?: RNNOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>,
) => RecurrentLayer<
  VectorShape<
    'RNN',
    StackOutput<InList<Cells>>,
    StackStates<InList<Cells>>,
    SequenceOptions<Sequences, State, Stateful, Unroll>
  >,
  Name
> = positional(['cell'], (cell, options = {}) => {
  checkKnownOptions('RNN', Object.keys(options), [...generalOptions, ...Object.keys(recurrentDefaults)]);
  const one = Array.isArray(cell) ? stackedCells(cell, 'RNN: cell') : checkCell(cell, 'RNN: cell');
  return recurrentLayer(
    throughSteps<ShapeFunction>({ ...withDefaults(recurrentDefaults, options), cell: one }, options),
  );
});
