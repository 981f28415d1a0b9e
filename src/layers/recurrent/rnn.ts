import { checkKnownOptions, withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { generalOptions, type LayerOptions } from '../../graph/create-layer.js';
import { type BlockConstructor, defineBlock } from '../../graph/define-block.js';
import { namedItems, noArguments } from '../../graph/named-arguments.js';
import type { Call, InferContext, RunContext } from '../../graph/program.js';
import { type Flat, oneItem, oneOrList, unflatten } from '../../graph/structure.js';
import type { TensorSpec, Value } from '../../graph/value.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Dimension, isShape, type Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type AnyCell, type VectorShape, vectorSteps } from './cell.js';
import { programOf } from './cell-program.js';
import {
  checkSequenceMask,
  type RecurrentLayer,
  recurrentCall,
  recurrentForward,
  recurrentLayer,
  sequenceMask,
} from './recurrent-layer.js';
import { type RecurrentOptions, recurrentDefaults, type SequenceOptions } from './recurrent-options.js';
import { checkInitialState, recurrentOutput } from './recurrent-shape.js';
import { type CheckedCells, checkCell, type StackOutput, type StackStates, stackedCells } from './stacked-rnn-cells.js';

type Options = Required<RecurrentOptions>;

interface Given extends Options {
  readonly cell: AnyCell;
}

/** Makes layers that go through sequences with a cell. */
const throughSteps: BlockConstructor<Given> = defineBlock({
  name: 'RNN',
  ruleName: 'RNN',
  layers: ({ cell }: Given) => ({ cell }),
  call: recurrentCall,
  infer: (call, context, { configuration: { cell, ...options } }) => inferCell(cell, options, call, context),
  states: ({ inputs }, { configuration: { cell } }) => stepShapes(cell, inputShape(inputs)).slice(1),
  run: (call, context, { configuration: { cell, ...options } }) => runCell(cell, options, call, context),
});

function inputShape(inputs: Flat<TensorSpec>): Shape {
  const shapes = inputs.items.map(({ shape }) => shape);
  return unflatten(inputs.structure, shapes) as Shape;
}

function stepShapes(cell: AnyCell, input: Shape): readonly Shape[] {
  return vectorSteps('RNN', input, programOf(cell));
}

function inferCell(
  cell: AnyCell,
  options: Options,
  { inputs, named }: Call<TensorSpec>,
  context: InferContext,
): Flat<TensorSpec> {
  const input = inputShape(inputs);
  const step = stepShapes(cell, input);
  const output = recurrentOutput('RNN', input, step, options);
  const { initialState, mask } = namedItems(recurrentCall, named, ({ shape }) => shape);
  checkInitialState('RNN', initialState, step.slice(1));
  checkSequenceMask('RNN', mask, input);
  const [batch, , features] = input as readonly [Dimension, Dimension, Dimension];
  context.infer(cell, { inputs: oneItem({ shape: [batch, features], dtype: 'float32' }), named: noArguments });
  return oneOrList((isShape(output) ? [output] : output).map((shape): TensorSpec => ({ shape, dtype: 'float32' })));
}

function runCell(cell: AnyCell, options: Options, { inputs, named }: Call<Value>, context: RunContext): Flat<Value> {
  const { tensor: input, mask: incoming } = inputs.items[0] as Value;
  const { layer } = context.inference;
  const given = namedItems(recurrentCall, named, ({ tensor }) => tensor);
  const mask = sequenceMask('RNN', given.mask, incoming, input);
  const states = given.initialState.length > 0 ? given.initialState : context.updates.recurrent(layer);
  const batchSize = input.shape[0] as number;
  const { recur, initialState, stateSize } = programOf(cell);
  const cellContext = context.contextOf(cell);
  const outputs = recurrentForward(
    {
      layer: 'RNN',
      input,
      mask,
      states,
      stateShapes: stateSize.map((size) => [batchSize, size]),
      initialState: states.length > 0 ? null : initialState(batchSize, cellContext),
      options,
      keep: (next) => context.updates.setRecurrent(layer, next),
    },
    (recurrence) => recur(recurrence, cellContext),
  );
  const outputMask = options.returnSequences ? mask : null;
  return oneOrList(
    [outputs].flat().map((tensor, index) => ({ tensor, mask: index === 0 ? outputMask : null, logits: null })),
  );
}

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
  const Cells,
  const Sequences extends boolean = false,
  const State extends boolean = false,
  const Stateful extends boolean = false,
  const Unroll extends boolean = false,
  const Name extends string = string,
  const Given = object,
>(
  /** The cell, or a list of cells that are stacked. */
  cell: CheckedCells<Cells, 'RNN: cell'>,
  options?: GivenOptions<'RNN', Given, RNNOptions<Sequences, State, Stateful, Unroll> & LayerOptions<Name>>,
) => RecurrentLayer<
  VectorShape<
    'RNN',
    StackOutput<InList<Cells>>,
    StackStates<InList<Cells>>,
    SequenceOptions<Sequences, State, Stateful, Unroll>
  >,
  Name
> = positionalAs(['cell'], (cell, options: RNNOptions & LayerOptions = {}) => {
  checkKnownOptions('RNN', Object.keys(options), [...generalOptions, ...Object.keys(recurrentDefaults)]);
  const one = Array.isArray(cell) ? stackedCells(cell, 'RNN: cell') : checkCell(cell, 'RNN: cell');
  return recurrentLayer(
    throughSteps<ShapeFunction>({ ...withDefaults('RNN', recurrentDefaults, options), cell: one }, options),
  );
});
