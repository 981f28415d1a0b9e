import * as tf from '@tensorflow/tfjs-core';
import type { Behaviour, CallInputs, Run, Value } from '../../graph/behaviour.js';
import { isLayer } from '../../graph/create-layer.js';
import { namedItems, noExtras } from '../../graph/extras.js';
import { type Parts, putTogether } from '../../graph/form.js';
import type { AnyLayer } from '../../graph/layer.js';
import { internals } from '../../graph/layer-internals.js';
import type { Outlet } from '../../graph/node.js';
import type { Weight } from '../../graph/weight.js';
import type { Shape } from '../../types/shape.js';
import { type AnyCell, cellCall } from './cell.js';
import type { CellSizes } from './cell-definition.js';
import { cellOutputs } from './cell-shape.js';
import { checkInitialState } from './initial-state.js';
import type { Recurred, Recurrence } from './recurrence.js';

/** What a cell does beside what all layers do. */
interface Recurring extends CellSizes {
  /** Goes through a sequence. */
  recur(recurrence: Recurrence, weights: readonly Weight[], run: Run): Recurred;
  /** The states that a sequence starts from; `null` for zeros. */
  initialState(batchSize: number, weights: readonly Weight[], run: Run): readonly tf.Tensor[] | null;
}

/** What the graph asks of a cell. */
type CellBehaviour = Behaviour & Recurring;

/** What tells one cell from another. */
interface CellParts
  extends Recurring,
    Required<Pick<Behaviour, 'className' | 'configuration' | 'layers' | 'build' | 'remade'>> {
  /** Builds the cells that it is made of, for what goes into a step. */
  readonly buildCells?: (step: Outlet, path: string) => void;
}

/** What all cells do in one way: a call of a cell is a sequence of one step. */
export function cellBehaviour({ buildCells, ...parts }: CellParts): CellBehaviour {
  return {
    ...parts,
    call: cellCall,
    outlets({ inputs, extras = noExtras }: CallInputs<Outlet>, path: string): Parts<Outlet> {
      const shapes = inputs.items.map(({ shape }) => shape);
      const outputs = cellOutputs(parts.className, putTogether(inputs.form, shapes) as Shape, parts);
      const { states } = namedItems(cellCall, extras, ({ shape }) => shape);
      checkInitialState(parts.className, states, outputs.slice(1));
      buildCells?.(inputs.items[0] as Outlet, path);
      return { form: { length: outputs.length }, items: outputs.map((shape) => ({ shape, dtype: 'float32' })) };
    },
    run({ inputs, extras = noExtras }: CallInputs<Value>, weights: readonly Weight[], run: Run): Parts<Value> {
      const { tensor } = inputs.items[0] as Value;
      const { states: given } = namedItems(cellCall, extras, (state) => state.tensor);
      const batchSize = tensor.shape[0] as number;
      const first = () => parts.initialState(batchSize, weights, run) ?? zeroStates(parts.stateSize, batchSize);
      const before = given.length > 0 ? given : first();
      const step = { input: tf.expandDims(tensor, 1), states: before, mask: null, keepsSequence: false };
      const { output, states } = parts.recur(step, weights, run);
      return {
        form: { length: 1 + states.length },
        items: [output, ...states].map((item) => ({ tensor: item, mask: null })),
      };
    },
  };
}

/** States of zeros, for each sample of a batch. */
export function zeroStates(sizes: readonly number[], batchSize: number): readonly tf.Tensor[] {
  return sizes.map((size) => tf.zeros([batchSize, size]));
}

/** Whether a value is a cell. */
export function isCell(value: unknown): value is AnyCell {
  return isLayer(value) && 'recur' in value[internals].behaviour;
}

/** What a cell does, with its weights. */
export function recurrenceOf(
  cell: AnyLayer,
  run: Run,
): {
  recur(recurrence: Recurrence): Recurred;
  initialState(batchSize: number): readonly tf.Tensor[] | null;
} {
  const { behaviour, weights = [] } = cell[internals];
  // A cell is told from other layers by what it does.
  const { recur, initialState } = behaviour as CellBehaviour;
  return {
    recur: (recurrence) => recur(recurrence, weights, run),
    initialState: (batchSize) => initialState(batchSize, weights, run),
  };
}

/** The sizes of a cell. */
export function sizesOf(cell: object): CellSizes {
  return (cell as AnyLayer)[internals].behaviour as CellBehaviour;
}
