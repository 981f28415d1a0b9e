import type { CallInputs, Run, Value } from '../../graph/behaviour.js';
import { build } from '../../graph/call-layer.js';
import { copyLayer } from '../../graph/copy-layer.js';
import type { BlockDefinition } from '../../graph/define-block.js';
import { namedItems, noExtras } from '../../graph/extras.js';
import { aloneOrList, type Parts, putTogether } from '../../graph/form.js';
import type { Outlet } from '../../graph/node.js';
import { StateMemory } from '../../graph/state-memory.js';
import { type Dimension, isShape, type Shape } from '../../types/shape.js';
import type { AnyCell } from './cell.js';
import { recurrenceOf, sizesOf } from './cell-behaviour.js';
import { checkInitialState } from './initial-state.js';
import { recurrentForward } from './recurrent-forward.js';
import { recurrentCall } from './recurrent-layer.js';
import type { RecurrentOptions } from './recurrent-options.js';
import { recurrentOutput } from './recurrent-shape.js';
import { checkSequenceMask, sequenceMask } from './sequence-mask.js';
import { vectorSteps } from './vector-shape.js';

type Options = Required<RecurrentOptions>;

/** The layer that goes through sequences with a cell. */
export function throughSteps(cell: AnyCell, options: Options): BlockDefinition {
  const memory = new StateMemory();
  return {
    name: 'RNN',
    configuration: { ...options, cell },
    layers: [cell],
    call: recurrentCall,
    build: (call, scope) => buildCell(cell, options, call, scope),
    run: (call, run) => runCell(cell, options, memory, call, run),
    remade: (changes) => throughSteps(copyLayer(cell, cell.name) as AnyCell, { ...options, ...changes }),
    resetState: () => memory.clear(),
  };
}

function buildCell(
  cell: AnyCell,
  options: Options,
  { inputs, extras = noExtras }: CallInputs<Outlet>,
  scope: string,
): Parts<Outlet> {
  const shapes = inputs.items.map(({ shape }) => shape);
  const input = putTogether(inputs.form, shapes) as Shape;
  const step = vectorSteps('RNN', input, sizesOf(cell));
  const output = recurrentOutput('RNN', input, step, options);
  const { initialState, mask } = namedItems(recurrentCall, extras, ({ shape }) => shape);
  checkInitialState('RNN', initialState, step.slice(1));
  checkSequenceMask('RNN', mask, input);
  const [batch, , features] = input as readonly [Dimension, Dimension, Dimension];
  build(cell, { inputs: { form: 'one', items: [{ shape: [batch, features], dtype: 'float32' }] } }, scope);
  return aloneOrList((isShape(output) ? [output] : output).map((shape) => ({ shape, dtype: 'float32' })));
}

function runCell(
  cell: AnyCell,
  options: Options,
  memory: StateMemory,
  { inputs, extras = noExtras }: CallInputs<Value>,
  run: Run,
): Parts<Value> {
  const { tensor: input, mask: incoming } = inputs.items[0] as Value;
  const given = namedItems(recurrentCall, extras, ({ tensor }) => tensor);
  const mask = sequenceMask('RNN', given.mask, incoming, input);
  const states = given.initialState.length > 0 ? given.initialState : memory.states;
  const batchSize = input.shape[0] as number;
  const { recur, initialState } = recurrenceOf(cell, run);
  const call = {
    layer: 'RNN',
    input,
    mask,
    states,
    stateShapes: sizesOf(cell).stateSize.map((size) => [batchSize, size]),
    initialState: states.length > 0 ? null : initialState(batchSize),
    options,
    keep: (kept: Value['tensor'][]) => memory.keep(kept),
  };
  const outputs = [recurrentForward(call, recur)].flat();
  const outputMask = options.returnSequences ? mask : null;
  return aloneOrList(outputs.map((tensor, index) => ({ tensor, mask: index === 0 ? outputMask : null })));
}
