import { build } from '../../graph/call-layer.js';
import { copyLayer } from '../../graph/copy-layer.js';
import { createLayer, type LayerOptions } from '../../graph/create-layer.js';
import type { Outlet } from '../../graph/node.js';
import type { AnyCell } from './cell.js';
import { cellBehaviour, recurrenceOf, sizesOf, zeroStates } from './cell-behaviour.js';
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
  return createLayer(behaviourOfStack(checkCells(cells, owner)), options, cellMembers) as AnyCell;
}

/** What cells one after the other do: at each step, what comes out of one goes into the next. */
function behaviourOfStack(cells: readonly AnyCell[]): ReturnType<typeof cellBehaviour> {
  const sizes = cells.map(sizesOf);
  const starts = sizes.map((_, place) =>
    sizes.slice(0, place).reduce((sum, { stateSize }) => sum + stateSize.length, 0),
  );
  return cellBehaviour({
    className: 'StackedRNNCells',
    configuration: { cells },
    layers: cells,
    outputSize: sizes.at(-1)?.outputSize ?? 0,
    stateSize: Object.freeze(sizes.flatMap(({ stateSize }) => stateSize)),
    buildCells(step, path) {
      let outlet: Outlet = step;
      for (const cell of cells) {
        [outlet] = build(cell, { inputs: { form: 'one', items: [outlet] } }, path).items as readonly [Outlet];
      }
    },
    build: () => [],
    // One goes through the whole sequence before the next does: no cell depends on those behind it.
    recur({ keepsSequence, ...recurrence }, _weights, run) {
      let { input } = recurrence;
      const passes = cells.map((cell, place): Recurred => {
        const states = recurrence.states.slice(starts[place], starts[place + 1]);
        const isLast = place === cells.length - 1;
        const pass = { ...recurrence, input, states, keepsSequence: keepsSequence || !isLast };
        const recurred = recurrenceOf(cell, run).recur(pass);
        input = recurred.sequence ?? input;
        return recurred;
      });
      return { ...(passes.at(-1) as Recurred), states: passes.flatMap(({ states }) => states) };
    },
    initialState(batchSize, _weights, run) {
      const own = cells.map((cell) => recurrenceOf(cell, run).initialState(batchSize));
      if (own.every((states) => states === null)) return null;
      return own.flatMap((states, place) => states ?? zeroStates(sizes[place]?.stateSize ?? [], batchSize));
    },
    remade: () => behaviourOfStack(cells.map((cell) => copyLayer(cell, cell.name) as AnyCell)),
  });
}
