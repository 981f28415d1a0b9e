import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ArgumentError } from '../errors.js';
import type { CallInputs, Run, Value } from '../graph/behaviour.js';
import type { NamedItems } from '../graph/call-definition.js';
import { build } from '../graph/call-layer.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineBlock } from '../graph/define-block.js';
import { type Extras, namedItems, noExtras } from '../graph/extras.js';
import { aloneOrList, type Parts } from '../graph/form.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-internals.js';
import type { Outlet } from '../graph/node.js';
import { runLayer } from '../graph/run-graph.js';
import type { RuleOf, ShapedBy } from '../types/shape-function.js';
import { type BidirectionalShape, bidirectionalOutputs, type MergeMode } from './recurrent/bidirectional-shape.js';
import {
  type BackwardRule,
  type CheckedBackward,
  type CheckedRecurrent,
  type Directions,
  directions,
} from './recurrent/directions.js';
import { checkStateCount } from './recurrent/initial-state.js';
import { type RecurrentLayer, recurrentCall, recurrentLayer } from './recurrent/recurrent-layer.js';
import { checkSequenceMask } from './recurrent/sequence-mask.js';

/** What {@link Bidirectional} takes beside the layer. */
export interface BidirectionalOptions<Mode extends MergeMode = MergeMode, Backward = unknown> {
  /** How the outputs of both ways become one; `null` for a list of both. `'concat'` unless given. */
  readonly mergeMode?: Mode;
  /** The layer for the way back, which has `goBackwards`; one like the other unless given. */
  readonly backwardLayer?: Backward;
}

const defaults: Required<BidirectionalOptions> = { mergeMode: 'concat', backwardLayer: null };

const modes: readonly MergeMode[] = ['concat', 'sum', 'mul', 'ave', null];

/**
 * Goes through a sequence both ways, with a recurrent layer and another that goes backwards, and merges what they give.
 *
 * Takes what the layer takes. With `mergeMode: null` the outputs of both come out one after the other; with the layer's
 * `returnState` the states follow, those of the way there first. A call may be told the states to start from, in the same
 * order, and a mask, which both ways get. The layers that are given serve as patterns: the two that are used are new, with weights of their own.
 *
 * @example
 * const both = Bidirectional(LSTM(64, { returnSequences: true }))(Input([140, 256])); // SymbolicTensor<[null, 140, 128]>
 */
export const Bidirectional: <
  Inner extends ShapedBy,
  const Mode extends MergeMode = 'concat',
  Backward extends ShapedBy | null = null,
  const Name extends string = string,
>(
  layer: CheckedRecurrent<Inner, 'layer'>,
  options?: BidirectionalOptions<Mode, CheckedBackward<Inner, Backward>> & LayerOptions<Name>,
) => RecurrentLayer<BidirectionalShape<RuleOf<Inner>, BackwardRule<Inner, Backward>, Mode>, Name> = positional(
  ['layer'],
  (layer, options = {}) => {
    const { mergeMode, backwardLayer } = withDefaults<Required<BidirectionalOptions>, object>(defaults, options);
    if (!modes.includes(mergeMode)) {
      throw new ArgumentError(
        `Bidirectional: mergeMode expects 'concat', 'sum', 'mul', 'ave' or null (received ${received(mergeMode)})`,
      );
    }
    const ways = directions(layer, backwardLayer);
    const block = defineBlock(
      {
        name: 'Bidirectional',
        configuration: { mergeMode, layer: ways.forward, backwardLayer: ways.backward },
        layers: [ways.forward, ways.backward],
        call: recurrentCall,
        build: (call, scope) => buildBoth(ways, mergeMode, call, scope),
        run: (call: CallInputs<Value>, run) => runBoth(ways, mergeMode, call, run),
      },
      options,
    );
    return recurrentLayer(block);
  },
);

function buildBoth(
  { forward, backward }: Directions,
  mode: MergeMode,
  { inputs, extras }: CallInputs<Outlet>,
  scope: string,
): Parts<Outlet> {
  const [first, second] = [forward, backward].map((layer) => stateCount(layer, inputs)) as [number, number];
  const { initialState: states, mask } = saidBy(extras);
  checkStateCount('Bidirectional', states.length, first + second);
  checkSequenceMask('Bidirectional', mask?.shape ?? null, (inputs.items[0] as Outlet).shape);
  const there = build(forward, { inputs, extras: saying(states.slice(0, first), mask) }, scope);
  const back = build(backward, { inputs, extras: saying(states.slice(first), mask) }, scope);
  const shapesOf = ({ items }: Parts<Outlet>) => items.map(({ shape }) => shape);
  const shapes = bidirectionalOutputs(shapesOf(there), shapesOf(back), mode);
  return aloneOrList(shapes.map((shape) => ({ shape, dtype: 'float32' })));
}

/** How many states a layer has: what follows its output where it returns them. */
function stateCount(layer: AnyLayer, inputs: Parts<Outlet>): number {
  const showing = layer[internals].behaviour.remade?.({ returnState: true });
  return (showing?.outlets({ inputs }, '').items.length ?? 1) - 1;
}

function runBoth(
  { forward, backward, returnsSequences }: Directions,
  mode: MergeMode,
  { inputs, extras }: CallInputs<Value>,
  run: Run,
): Parts<Value> {
  const { initialState: states, mask } = saidBy(extras);
  const first = states.length === 0 ? 0 : stateCount(forward, outletsOf(inputs));
  const [there, ...statesThere] = runLayer(forward, inputs, run, saying(states.slice(0, first), mask)).items as [
    Value,
    ...Value[],
  ];
  const [back, ...statesBack] = runLayer(backward, inputs, run, saying(states.slice(first), mask)).items as [
    Value,
    ...Value[],
  ];
  const inOrder = returnsSequences ? tf.reverse(back.tensor, 1) : back.tensor;
  const outputs = merge(there.tensor, inOrder, mode).map((tensor) => ({ tensor, mask: there.mask }));
  return aloneOrList([...outputs, ...statesThere, ...statesBack]);
}

function saidBy<Item>(extras: Extras<Item> = noExtras): NamedItems<typeof recurrentCall, Item> {
  return namedItems(recurrentCall, extras, (item) => item);
}

function saying<Item>(initialState: readonly Item[], mask: Item | null): Extras<Item> {
  return { tensors: { initialState, mask: mask === null ? [] : [mask] }, options: {} };
}

function outletsOf({ form, items }: Parts<Value>): Parts<Outlet> {
  return { form, items: items.map(({ tensor }) => ({ shape: tensor.shape, dtype: 'float32' })) };
}

function merge(there: tf.Tensor, back: tf.Tensor, mode: MergeMode): readonly tf.Tensor[] {
  if (mode === null) return [there, back];
  if (mode === 'concat') return [tf.concat([there, back], -1)];
  if (mode === 'mul') return [tf.mul(there, back)];
  const sum = tf.add(there, back);
  return [mode === 'sum' ? sum : tf.div(sum, 2)];
}
