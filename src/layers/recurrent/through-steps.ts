import { type BlockConstructor, defineBlock } from '../../graph/define-block.js';
import { namedItems, noArguments } from '../../graph/named-arguments.js';
import type { Call, InferContext, RunContext } from '../../graph/program.js';
import { type Flat, oneItem, oneOrList, unflatten } from '../../graph/structure.js';
import type { TensorSpec, Value } from '../../graph/value.js';
import { type Dimension, isShape, type Shape } from '../../types/shape.js';
import type { AnyCell } from './cell.js';
import { programOf } from './cell-program.js';
import { checkInitialState } from './initial-state.js';
import { recurrentForward } from './recurrent-forward.js';
import { recurrentCall } from './recurrent-layer.js';
import type { RecurrentOptions } from './recurrent-options.js';
import { recurrentOutput } from './recurrent-shape.js';
import { checkSequenceMask, sequenceMask } from './sequence-mask.js';
import { vectorSteps } from './vector-shape.js';

type Options = Required<RecurrentOptions>;

interface Given extends Options {
  readonly cell: AnyCell;
}

/** Makes layers that go through sequences with a cell. */
export const throughSteps: BlockConstructor<Given> = defineBlock({
  name: 'RNN',
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
