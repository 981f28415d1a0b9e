import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import { copyLayer, createLayer, type LayerOptions } from '../../graph/create-layer.js';
import { noArguments } from '../../graph/named-arguments.js';
import { oneItem } from '../../graph/structure.js';
import type { TensorSpec } from '../../graph/value.js';
import type { NotExpected } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { RuleOf, ShapedBy } from '../../types/shape-function.js';
import type { AnyCell, Cell } from './cell.js';
import { type CellProgram, cellMembers, cellProgram, isCell, programOf, zeroStates } from './cell-program.js';
import type { Recurred } from './recurrence.js';
import { recurrentLayer } from './recurrent-layer.js';

const aCell = 'a cell, such as LSTMCell(64)';

/** A cell, or a list of cells, unchanged; else the message in place of the item that is not a cell. */
export type CheckedCells<Given, Owner extends string> = [unknown] extends [Given]
  ? Given
  : IsCell<Given extends readonly [] ? null : Given extends readonly unknown[] ? Given[number] : Given> extends true
    ? Given
    : NoInfer<Blamed<Given, Owner>>;

type Blamed<Given, Owner extends string> = Given extends readonly [unknown, ...unknown[]]
  ? {
      [Place in keyof Given]: IsCell<Given[Place]> extends true
        ? Given[Place]
        : NotExpected<Owner, typeof aCell, Given[Place]>;
    }
  : Given extends readonly []
    ? `${Owner} expects ${typeof aCell} (received an empty list)`
    : NotExpected<Owner, typeof aCell, Given>;

/** Whether it is a cell, or of a kind that is not known. */
type IsCell<Given> = [Given] extends [AnyCell]
  ? true
  : [Given] extends [ShapedBy]
    ? unknown extends RuleOf<Given>['output']
      ? true
      : false
    : false;

/** Throws unless it is a cell. */
export function checkCell(given: unknown, owner: string): AnyCell {
  if (isCell(given)) return given;
  throw new ArgumentError(`${owner} expects ${aCell} (received ${received(given)})`);
}

/** Throws unless it is a list of cells, and of at least one. */
function checkCells(given: unknown, owner: string): readonly AnyCell[] {
  if (!Array.isArray(given)) throw new ArgumentError(`${owner} expects a list of cells (received ${received(given)})`);
  if (given.length === 0) throw new ArgumentError(`${owner} expects ${aCell} (received an empty list)`);
  return Object.freeze(Array.from(given, (cell) => checkCell(cell, owner)));
}

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
export const StackedRNNCells: <
  const Cells extends readonly ShapedBy[],
  const Name extends string = string,
  const Given = object,
>(
  /** The cells, each of which has the output of the one before as its input. */
  cells: CheckedCells<Cells, 'StackedRNNCells: cells'>,
  options?: GivenOptions<'StackedRNNCells', Given, LayerOptions<Name>>,
) => Cell<'StackedRNNCells', StackOutput<Cells>, StackStates<Cells>, Name> = positionalAs(
  ['cells'],
  (cells, options: LayerOptions = {}) => recurrentLayer(stackedCells(cells, 'StackedRNNCells: cells', options)),
);
