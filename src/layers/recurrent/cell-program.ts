import * as tf from '@tensorflow/tfjs-core';
import { checkKnownOptions } from '../../arguments/options.js';
import { createLayer, generalOptions, isLayer, type LayerOptions } from '../../graph/create-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import type { WeightSpecifications } from '../../graph/layer-definition.js';
import { membersBeside } from '../../graph/layer-members.js';
import { weightTensors } from '../../graph/layer-program.js';
import { internals } from '../../graph/layer-state.js';
import { namedItems } from '../../graph/named-arguments.js';
import type { InferContext, Program, RunContext } from '../../graph/program.js';
import { type Resolved, resolveConfiguration } from '../../graph/resolve-configuration.js';
import { listOf, unflatten } from '../../graph/structure.js';
import { plainValue, type TensorSpec, type Value } from '../../graph/value.js';
import { describeWeights } from '../../graph/weight-options.js';
import type { Shape } from '../../types/shape.js';
import { type AnyCell, type CellSizes, cellCall, cellOutputs, type VectorCell } from './cell.js';
import type { Recurred, Recurrence } from './recurrence.js';
import { checkInitialState } from './recurrent-shape.js';

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

/** The members of cells besides those of all layers. */
export const cellMembers: CellSizes = membersBeside<CellSizes>({
  get outputSize(): number {
    return programOf(this).outputSize;
  },
  get stateSize(): readonly number[] {
    return programOf(this).stateSize;
  },
});

/** Makes a cell of the class that a definition describes. */
export function makeCell<Given extends object, Configuration extends object, Weights extends WeightSpecifications>(
  definition: VectorCell<Given, Configuration, Weights>,
  given: Given,
  options: LayerOptions,
): AnyLayer {
  const configuration = resolveConfiguration(definition.name, definition.configure(given, definition.name));
  checkKnownOptions(definition.name, Object.keys(given), [...generalOptions, ...Object.keys(configuration)]);
  return createLayer(vectorCellProgram(definition, configuration), options, cellMembers);
}

function vectorCellProgram<Given, Configuration extends object, Weights extends WeightSpecifications>(
  definition: VectorCell<Given, Configuration, Weights>,
  configuration: Resolved<Configuration>,
): CellProgram {
  return cellProgram({
    className: definition.name,
    configuration: configuration as Readonly<Record<string, unknown>>,
    layers: [],
    ...definition.sizes(configuration),
    weights: ({ inputs }) => {
      const specifications = definition.weights(inputs.items[0]?.shape ?? [], configuration);
      return describeWeights(definition.name, specifications, configuration, undefined);
    },
    recur: (recurrence, context) =>
      definition.recur(recurrence, weightTensors<Weights>(context), configuration, {
        training: context.training,
        seed: () => context.updates.seed(context.inference.layer) ?? context.seed(),
      }),
    initialState: (batchSize, context) =>
      definition.initialState?.(batchSize, weightTensors<Weights>(context), configuration) ?? null,
    with: (changes) => vectorCellProgram(definition, { ...configuration, ...changes }),
  });
}
