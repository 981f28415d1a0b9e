import { copyLayer } from '../../graph/copy-layer.js';
import { createLayer, type LayerOptions } from '../../graph/create-layer.js';
import { noArguments } from '../../graph/named-arguments.js';
import { oneItem } from '../../graph/structure.js';
import type { TensorSpec } from '../../graph/value.js';
import type { AnyCell } from './cell.js';
import { type CellProgram, cellProgram, programOf, zeroStates } from './cell-program.js';
import { checkCells } from './checked-cells.js';
import { cellMembers } from './make-cell.js';
import type { Recurred } from './recurrence.js';

/** The size of what comes out of cells one after the other: that of the last. */
export type StackOutput<Cells> = Cells extends readonly [...unknown[], infer Last extends AnyCell]
  ? Last['outputSize']
  : number;

/** The sizes of the states of all cells, those of the first before those of the second. */
export type StackStates<Cells, Sizes extends readonly number[] = []> = Cells extends readonly [
  infer First,
  ...infer Rest,
]
  ? First extends AnyCell
    ? StackStates<Rest, [...Sizes, ...First['stateSize']]>
    : readonly number[]
  : Cells extends readonly []
    ? Sizes
    : readonly number[];

/** Makes one cell of cells; `owner` names the argument that they come from. */
export function stackedCells(cells: unknown, owner: string, options: LayerOptions = {}): AnyCell {
  return createLayer(stackProgram(checkCells(cells, owner)), options, cellMembers) as AnyCell;
}

/** The program of cells one after the other: at each step, the output of one is the input of the next. */
function stackProgram(cells: readonly AnyCell[]): CellProgram {
  const sizes = cells.map(programOf);
  const starts = sizes.map((_, place) =>
    sizes.slice(0, place).reduce((sum, { stateSize }) => sum + stateSize.length, 0),
  );
  return cellProgram({
    className: 'StackedRNNCells',
    configuration: Object.freeze({ cells }),
    layers: cells,
    outputSize: sizes.at(-1)?.outputSize ?? 0,
    stateSize: Object.freeze(sizes.flatMap(({ stateSize }) => stateSize)),
    inferCells(step, context) {
      let spec = step;
      for (const cell of cells) {
        [spec] = context.infer(cell, { inputs: oneItem(spec), named: noArguments }).items as readonly [TensorSpec];
      }
    },
    weights: () => ({}),
    // One goes through the whole sequence before the next does: no cell depends on those after it.
    recur({ keepsSequence, ...recurrence }, context) {
      let { input } = recurrence;
      const passes = cells.map((cell, place): Recurred => {
        const states = recurrence.states.slice(starts[place], starts[place + 1]);
        const isLast = place === cells.length - 1;
        const pass = { ...recurrence, input, states, keepsSequence: keepsSequence || !isLast };
        const recurred = programOf(cell).recur(pass, context.contextOf(cell));
        input = recurred.sequence ?? input;
        return recurred;
      });
      return { ...(passes.at(-1) as Recurred), states: passes.flatMap(({ states }) => states) };
    },
    initialState(batchSize, context) {
      const own = cells.map((cell) => programOf(cell).initialState(batchSize, context.contextOf(cell)));
      if (own.every((states) => states === null)) return null;
      return own.flatMap((states, place) => states ?? zeroStates(sizes[place]?.stateSize ?? [], batchSize));
    },
    with: () => stackProgram(cells.map((cell) => copyLayer(cell, cell.name) as AnyCell)),
  });
}
