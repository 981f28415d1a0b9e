import { checkOptions } from '../arguments/options.js';
import { ArgumentError, type Received, received } from '../errors.js';
import type { BlockTensor } from '../graph/block-calls.js';
import { callLayer } from '../graph/call-layer.js';
import type { Chain, ChainOutput, NameOf, RulesAmong, RulesOf } from '../graph/chain.js';
import type { ChainShape } from '../graph/chain-shape.js';
import { type AnyItems, type BlamedIn, type NotALayerAt, notALayer } from '../graph/checked-chain.js';
import {
  checkGeneralOptions,
  checkNames,
  generalOptions,
  isLayer,
  type LayerOptions,
  nextLayerName,
} from '../graph/create-layer.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import { defineBlock } from '../graph/define-block.js';
import type { AnyLayer, Layer } from '../graph/layer.js';
import type { Structure } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Checked, IsBlamed, IsWrong, MessageAt, MessageOf, TensorsOf, TypeOf } from '../graph/tensors.js';
import { type Fill, fill, type Mismatch } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Apply, ApplyType, RuleOf, ShapedBy, ShapeFunction } from '../types/shape-function.js';
import { createModel, type Model, type uncompiled } from './model.js';
import { modelMembers } from './model-members.js';
import { modelState, type RuntimeModel } from './model-state.js';
import { yieldLayers } from './ownership.js';

const chain = defineBlock({
  name: 'Sequential',
  layers: ({ layers }: { readonly layers: readonly AnyLayer[] }) => ({ layers: checkNames('Sequential', layers) }),
  forward: (input: Structure<BlockTensor>, { layers }) =>
    layers.reduce((tensors: typeof input, layer) => layer.all(tensors), input),
});

/**
 * A sequence of layers as one layer: the block that `Sequential` without an `Input` creates.
 *
 * @throws GraphError if there is no layer, or two of them have one name.
 *
 * @example
 * const head = chainOfLayers([Dense(64, { activation: 'relu' }), Dense(10)]);
 */
export function chainOfLayers<const Layers extends readonly AnyLayer[], const Name extends string = string>(
  layers: Layers,
  options: LayerOptions<Name> = {},
): Layer<ChainShape<RulesOf<Layers>>, Name> {
  return chain<ChainShape<RulesOf<Layers>>, Name>({ layers: Object.freeze([...layers]) }, options);
}

/** A model of layers one after the other, that can grow. */
export interface SequentialModel<Input, Output, Name extends string = string> extends Model<Input, Output, Name> {
  readonly [uncompiled]: SequentialModel<Input, Output, Name>;

  /**
   * The model with one more layer, which shares the layers so far. This model stays as it is: go on with the one that is
   * returned.
   *
   * @param layer The layer to add, which takes the output of the last one.
   *
   * @example
   * const model = Sequential([Input([784])]).add(Dense(64, { activation: 'relu' })).add(Dense(10));
   */
  add<const Added>(
    layer: Checked<Added, AddedOutcome<Added, ShapeOf<Output>, TypeOf<Output>>>,
  ): SequentialModel<Input, OutputOf<Added, ShapeOf<Output>, TypeOf<Output>>, Name>;
}

type AddedOutcome<Added, Input, InputType> = [Added] extends [ShapedBy]
  ? Apply<RuleOf<Added>, Input, InputType>
  : Mismatch<NotALayerAt<'Sequential', Exclude<Added, ShapedBy>, 0>, null>;

/** The output of a layer for the output so far. */
type OutputOf<Added, Input, InputType> = TensorsOf<
  Apply<RuleOf<Added, ShapeFunction>, Input, InputType>,
  ApplyType<RuleOf<Added, ShapeFunction>, Input, InputType>,
  NameOf<Added>
>;

type ShapeOf<Tensor> = Tensor extends SymbolicTensor<infer Dimensions> ? Dimensions : Shape;

/** The layers, with the message in place of the one that does not fit. (They are `unknown` before the compiler infers them.) */
export type CheckedSequence<Items> = [unknown] extends [Items]
  ? AnyItems
  : true extends IsWrong<SequenceOutcome<Items>>
    ? NoInfer<BlamedSequence<Items, SequenceOutcome<Items>>>
    : Items;

/** What the layers give for the input that comes first; without one, whether all are layers. */
type SequenceOutcome<Items> = Items extends readonly [infer First extends SymbolicTensor, ...infer Layers]
  ? Chain<RulesAmong<Layers>, ShapeOf<First>, TypeOf<First>>
  : Items extends readonly ShapedBy[]
    ? Items extends readonly []
      ? Mismatch<typeof noLayers, null>
      : null
    : Items extends readonly unknown[]
      ? NotLayers<Items>
      : Mismatch<Fill<typeof noList, { received: Received<Items> }>, null>;

/** The items that are no layers. */
type NotLayers<Items extends readonly unknown[]> = {
  [Index in keyof Items]: NotALayer<
    // In a list of unknown length, a tensor may be the first.
    Exclude<Items[Index], number extends Items['length'] ? ShapedBy | SymbolicTensor : ShapedBy>,
    Index & string
  >;
}[number];

type NotALayer<Item, Index extends string> = [Item] extends [never]
  ? never
  : Mismatch<NotALayerAt<'Sequential', Item, Index>, Index>;

type BlamedSequence<Items, Outcome> = Items extends readonly [infer First extends SymbolicTensor, ...infer Layers]
  ? readonly [First, ...BlamedIn<Layers, Outcome, 'Sequential', 1>]
  : Items extends readonly [unknown, ...unknown[]]
    ? { [Index in keyof Items]: true extends IsBlamed<Outcome, Index> ? MessageAt<Outcome, Index> : Items[Index] }
    : MessageOf<Outcome>;

/** The result of {@link Sequential}: a model where an input comes first, else a layer for any input that fits. */
export type SequentialOf<Items, Name extends string> = Items extends readonly [
  infer First extends SymbolicTensor,
  ...infer Layers,
]
  ? SequentialModel<First, ChainOutput<Layers, ShapeOf<First>, TypeOf<First>>, Name>
  : ChainLayer<Items extends readonly unknown[] ? RulesOf<Items> : readonly ShapeFunction[], Name>;

/**
 * The layer of a chain. All arguments are given, and none is an alias: the compiler evaluates such a type at once. Another one it
 * keeps as it is written, and instantiates anew, with all layers in it, in each block that has it.
 */
type ChainLayer<Rules extends readonly unknown[], Name extends string> = Rules extends unknown
  ? Layer<ChainShape<Rules>, Name, ChainShape<Rules>['signature']>
  : never;

/**
 * Layers one after the other.
 *
 * With an `Input` first it is a model; without, it is a layer that can be called on whatever fits its first layer, and
 * used as a block in other layers.
 *
 * @param items The layers in order. The first may be an `Input`.
 *
 * @example
 * const model = Sequential([Input([28, 28, 1]), Conv2D(32, [3, 3]), Flatten(), Dense(10)]);
 * const block = Sequential([Conv2D(64, [3, 3], { padding: 'same' }), Conv2D(64, [3, 3], { padding: 'same' })]);
 */
export function Sequential<const Items, const Name extends string = string>(
  items: CheckedSequence<Items>,
  options: LayerOptions<Name> = {},
): SequentialOf<Items, Name> {
  return sequentialOf(items, options) as SequentialOf<Items, Name>;
}

/** The same where the compiler knows nothing of the layers, as when they are read from a file. */
export function sequentialOf(items: unknown, options: LayerOptions = {}): unknown {
  checkItems(items, true);
  checkOptions('Sequential', options, generalOptions);
  checkGeneralOptions('Sequential', options);
  const [first, ...layers] = items as readonly unknown[];
  if (!isSymbolicTensor(first)) return chainOfLayers(items as readonly AnyLayer[], options);
  const name = options.name ?? nextLayerName('Sequential');
  return sequentialModel(first, callAll(first, layers as readonly AnyLayer[], name), { ...options, name });
}

const noList = 'Sequential expects a list of layers (received {received})';
const noLayers = 'Sequential expects at least one layer (received none)';

/** @param isWhole whether an input may come first. */
function checkItems(items: unknown, isWhole: boolean): void {
  if (!Array.isArray(items)) throw new ArgumentError(fill(noList, { received: received(items) }));
  [...items].forEach((item, index) => {
    if (isLayer(item) || (isWhole && index === 0 && isSymbolicTensor(item))) return;
    notALayer('Sequential', item, index);
  });
  if (items.length === 0) throw new ArgumentError(noLayers);
}

/** Calls layers one after the other, their weights under the name of the model. */
function callAll(input: SymbolicTensor, layers: readonly AnyLayer[], scope: string): SymbolicTensor {
  return layers.reduce((tensor, layer) => callLayer(layer, tensor, {}, scope) as SymbolicTensor, input);
}

function sequentialModel(input: SymbolicTensor, output: SymbolicTensor, options: LayerOptions): unknown {
  return createModel('Sequential', input, output, options, sequentialMembers);
}

/** The members of sequential models besides those of models. */
const sequentialMembers: object = Object.setPrototypeOf(
  {
    add(this: RuntimeModel, layer: AnyLayer): unknown {
      checkItems([layer], false);
      const { inputs, outputs } = this[modelState].graph;
      const input = inputs.items[0] as SymbolicTensor;
      const output = callAll(outputs.items[0] as SymbolicTensor, [layer], this.name);
      const grown = sequentialModel(input, output, { name: this.name, trainable: this.trainable });
      yieldLayers(this);
      return grown;
    },
  },
  modelMembers,
);
