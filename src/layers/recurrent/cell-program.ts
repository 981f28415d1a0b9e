import * as tf from '@tensorflow/tfjs-core';
import { isLayer } from '../../graph/create-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import { internals } from '../../graph/layer-state.js';
import { namedItems } from '../../graph/named-arguments.js';
import type { InferContext, Program, RunContext } from '../../graph/program.js';
import { listOf, unflatten } from '../../graph/structure.js';
import { plainValue, type TensorSpec, type Value } from '../../graph/value.js';
import type { Shape } from '../../types/shape.js';
import { type AnyCell, cellCall } from './cell.js';
import type { CellSizes } from './cell-definition.js';
import { cellOutputs } from './cell-shape.js';
import { checkInitialState } from './initial-state.js';
import type { Recurred, Recurrence } from './recurrence.js';

/** A program of a cell: besides what all programs have, its sizes, and how it goes through a sequence. */
export interface CellProgram extends Program, CellSizes {
  readonly kind: 'cell';
  /** Goes through a sequence. */
  recur(recurrence: Recurrence, context: RunContext): Recurred;
  /** The states that a sequence starts from; `null` for zeros. */
  initialState(batchSize: number, context: RunContext): readonly tf.Tensor[] | null;
  with(changes: Readonly<Record<string, unknown>>): CellProgram;
}

/** The parts of a {@link CellProgram} in which one class differs from another. */
interface CellParts
  extends Pick<
    CellProgram,
    | 'className'
    | 'configuration'
    | 'layers'
    | 'weights'
    | 'recur'
    | 'initialState'
    | 'outputSize'
    | 'stateSize'
    | 'with'
  > {
  /** Infers the cells that it consists of, for the input of a step. */
  readonly inferCells?: (step: TensorSpec, context: InferContext) => void;
}

/** A cell as a layer: a call of it is a sequence of one step. */
export function cellProgram({ inferCells, ...parts }: CellParts): CellProgram {
  return Object.freeze<CellProgram>({
    ...parts,
    kind: 'cell',
    callArguments: cellCall,
    acceptsStrings: false,
    infer({ inputs, named }, context) {
      const shapes = inputs.items.map(({ shape }) => shape);
      const outputs = cellOutputs(parts.className, unflatten(inputs.structure, shapes) as Shape, parts);
      checkInitialState(parts.className, namedItems(cellCall, named, ({ shape }) => shape).states, outputs.slice(1));
      inferCells?.(inputs.items[0] as TensorSpec, context);
      return listOf(outputs.map((shape): TensorSpec => ({ shape, dtype: 'float32' })));
    },
    run({ inputs, named }, context) {
      const { tensor } = inputs.items[0] as Value;
      const { states: given } = namedItems(cellCall, named, (state) => state.tensor);
      const batchSize = tensor.shape[0] as number;
      const first = () => parts.initialState(batchSize, context) ?? zeroStates(parts.stateSize, batchSize);
      const states = given.length > 0 ? given : first();
      const step = { input: tf.expandDims(tensor, 1), states, mask: null, keepsSequence: false };
      const recurred = parts.recur(step, context);
      return listOf([recurred.output, ...recurred.states].map(plainValue));
    },
  });
}

/** States of zeros, for each sample of a batch. */
export function zeroStates(sizes: readonly number[], batchSize: number): readonly tf.Tensor[] {
  return sizes.map((size) => tf.zeros([batchSize, size]));
}

/** Whether a value is a cell. */
export function isCell(value: unknown): value is AnyCell {
  return isLayer(value) && value[internals].program.kind === 'cell';
}

/** The program of a cell. */
export function programOf(cell: object): CellProgram {
  // A layer whose program is of this kind is made by createLayer of a CellProgram alone.
  return (cell as AnyLayer)[internals].program as CellProgram;
}
