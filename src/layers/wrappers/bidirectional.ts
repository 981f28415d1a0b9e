import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import type { AnyLayer } from '../../graph/layer.js';
import { internals } from '../../graph/layer-state.js';
import { type NamedArguments, type NamedItems, namedItems, noArguments } from '../../graph/named-arguments.js';
import type { Call, InferContext, RunContext } from '../../graph/program.js';
import { type Flat, oneOrList } from '../../graph/structure.js';
import { plainValue, type TensorSpec, type Value } from '../../graph/value.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { RuleOf, ShapedBy, ShapeFunction } from '../../types/shape-function.js';
import { checkSequenceMask, type RecurrentLayer, recurrentCall, recurrentLayer } from '../recurrent/recurrent-layer.js';
import { checkStateCount } from '../recurrent/recurrent-shape.js';
import { type BidirectionalShape, bidirectionalOutputs, type MergeMode } from './bidirectional-shape.js';
import {
  type BackwardRule,
  type CheckedBackward,
  type CheckedRecurrent,
  type Directions,
  directions,
  returnsSequences,
} from './directions.js';

/** The options of {@link Bidirectional}. */
export interface BidirectionalOptions<Mode extends MergeMode = MergeMode, Backward = unknown> {
  /** How the outputs of both directions are merged; `null` for a list of both. The default is `'concat'`. */
  readonly mergeMode?: Mode;
  /** The backward layer, which needs `goBackwards: true`. The default is a copy of the layer in the other direction. */
  readonly backwardLayer?: Backward;
}

const defaults: Required<BidirectionalOptions> = { mergeMode: 'concat', backwardLayer: null };

const modes: readonly MergeMode[] = ['concat', 'sum', 'mul', 'ave', null];

interface Given {
  readonly mergeMode: MergeMode;
  readonly layer: AnyLayer;
  readonly backwardLayer: AnyLayer;
}

const bidirectional = defineBlock({
  name: 'Bidirectional',
  layers: ({ layer, backwardLayer }: Given) => ({ forward: layer, backward: backwardLayer }),
  call: recurrentCall,
  infer: (call, context, { layers, configuration: { mergeMode } }) => inferBoth(layers, mergeMode, call, context),
  run: (call, context, { layers, configuration: { mergeMode } }) => runBoth(layers, mergeMode, call, context),
});

/**
 * Runs a recurrent layer over a sequence in both directions, and merges the outputs.
 *
 * The input is that of the layer. With `mergeMode: null` the output is a list of both outputs; with `returnState: true` of
 * the layer the states follow, those of the forward direction first. Call arguments are `initialState`, with the states in
 * the same order, and `mask`, which is used for both directions. The given layers are copied, and the copies have weights
 * of their own.
 *
 * @example
 * const both = Bidirectional(LSTM(64, { returnSequences: true }))(Input([140, 256])); // SymbolicTensor<[null, 140, 128]>
 */
export const Bidirectional: <
  const Inner,
  const Mode extends MergeMode = 'concat',
  Backward extends ShapedBy | null = null,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The recurrent layer that processes the sequence forward. A copy of it processes the sequence backward, unless
   * `backwardLayer` is given.
   */
  layer: CheckedRecurrent<Inner, 'layer'>,
  options?: GivenOptions<
    'Bidirectional',
    Given,
    BidirectionalOptions<Mode, CheckedBackward<Inner, Backward>> & LayerOptions<Name>
  >,
) => RecurrentLayer<BidirectionalShape<RuleOf<Inner, ShapeFunction>, BackwardRule<Inner, Backward>, Mode>, Name> =
  positionalAs(['layer'], (layer, options: BidirectionalOptions & LayerOptions = {}) => {
    const { mergeMode, backwardLayer } = withDefaults<Required<BidirectionalOptions>, object>(
      'Bidirectional',
      defaults,
      options,
    );
    if (!modes.includes(mergeMode)) {
      throw new ArgumentError(
        `Bidirectional: mergeMode expects 'concat', 'sum', 'mul', 'ave' or null (received ${received(mergeMode)})`,
      );
    }
    const ways = directions(layer, backwardLayer);
    const block = bidirectional<ShapeFunction>(
      { mergeMode, layer: ways.forward, backwardLayer: ways.backward },
      options,
    );
    return recurrentLayer(block);
  });

function inferBoth(
  { forward, backward }: Directions,
  mode: MergeMode,
  { inputs, named }: Call<TensorSpec>,
  context: InferContext,
): Flat<TensorSpec> {
  const [first, second] = [forward, backward].map((layer) => stateCount(layer, inputs)) as [number, number];
  const { initialState: states, mask } = argumentsOf(named);
  checkStateCount('Bidirectional', states.length, first + second);
  checkSequenceMask('Bidirectional', mask?.shape ?? null, (inputs.items[0] as TensorSpec).shape);
  const there = context.infer(forward, { inputs, named: stating(states.slice(0, first), mask) });
  const back = context.infer(backward, { inputs, named: stating(states.slice(first), mask) });
  const shapesOf = ({ items }: Flat<TensorSpec>) => items.map(({ shape }) => shape);
  const shapes = bidirectionalOutputs(shapesOf(there), shapesOf(back), mode);
  return oneOrList(shapes.map((shape): TensorSpec => ({ shape, dtype: 'float32' })));
}

function stateCount(layer: AnyLayer, inputs: Flat<TensorSpec>): number {
  return layer[internals].program.states?.({ inputs, named: noArguments }).length ?? 0;
}

function runBoth(
  { forward, backward }: Directions,
  mode: MergeMode,
  { inputs, named }: Call<Value>,
  context: RunContext,
): Flat<Value> {
  const { initialState: states, mask } = argumentsOf(named);
  const first = states.length === 0 ? 0 : stateCount(forward, context.inference.call.inputs);
  const run = (layer: AnyLayer, initialState: readonly Value[]) =>
    context.run(layer, { inputs, named: stating(initialState, mask) }).items as readonly [Value, ...Value[]];
  const [there, ...statesThere] = run(forward, states.slice(0, first));
  const [back, ...statesBack] = run(backward, states.slice(first));
  const inOrder = returnsSequences(forward) ? tf.reverse(back.tensor, 1) : back.tensor;
  const outputs = merge(there.tensor, inOrder, mode).map((tensor) => ({ ...plainValue(tensor), mask: there.mask }));
  return oneOrList([...outputs, ...statesThere, ...statesBack]);
}

function argumentsOf<Item>(named: NamedArguments<Item>): NamedItems<typeof recurrentCall, Item> {
  return namedItems(recurrentCall, named, (item) => item);
}

function stating<Item>(initialState: readonly Item[], mask: Item | null): NamedArguments<Item> {
  return { tensors: { initialState, mask: mask === null ? [] : [mask] }, options: {} };
}

function merge(there: tf.Tensor, back: tf.Tensor, mode: MergeMode): readonly tf.Tensor[] {
  if (mode === null) return [there, back];
  if (mode === 'concat') return [tf.concat([there, back], -1)];
  if (mode === 'mul') return [tf.mul(there, back)];
  const sum = tf.add(there, back);
  return [mode === 'sum' ? sum : tf.div(sum, 2)];
}
