import { GraphError } from '../errors.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { createLayer, type LayerOptions } from './create-layer.js';
import type { AnyLayer, Layer } from './layer.js';
import { type CallDefinition, noArguments } from './named-arguments.js';
import type { Call, InferContext, Program, RunContext, WeightDescriptions } from './program.js';
import { type Flat, flatten, mapFlat, type Structure, unflatten } from './structure.js';
import type { TensorSpec, Value } from './value.js';
import type { Weight } from './weight.js';

/** The layers of a block by name: one, a list, or `null` for one that it does without. */
export interface BlockLayers {
  readonly [name: string]: AnyLayer | readonly AnyLayer[] | null;
}

/** A tensor inside a block: it is only handed from layer to layer. */
export class BlockTensor<out Item = unknown> {
  /** @internal */
  readonly item: Item;

  constructor(item: Item) {
    this.item = item;
  }
}

/** A layer inside a block: called on one tensor, a list or a record, it returns its output. */
export interface BlockCall {
  (input: Structure<BlockTensor>): BlockTensor;
  /** The same for any number of outputs, in the structure in which the layer returns them. */
  all(input: Structure<BlockTensor>): Structure<BlockTensor>;
}

/** The layers of a block as its `forward` calls them. */
export type BlockCalls<Layers extends BlockLayers> = {
  readonly [Name in keyof Layers]: Layers[Name] extends readonly unknown[]
    ? readonly BlockCall[]
    : null extends Layers[Name]
      ? BlockCall | null
      : BlockCall;
};

interface BlockBase<Layers extends BlockLayers> {
  /** The name of its class: `Residual`. */
  readonly name: string;
  /** All options that make the block again, in the names of the function that makes it. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly layers: Layers;
  /** The arguments that its calls take besides the inputs; none unless given. */
  readonly call?: CallDefinition;
  /** The same block with copies of its layers and other options; only for a block that can be copied. */
  readonly with?: (changes: Readonly<Record<string, unknown>>) => BlockDefinition;
}

/** A block whose layers are called one after the other, or side by side. */
export interface ComposedBlock<Layers extends BlockLayers> extends BlockBase<Layers> {
  /** Calls the layers. It is run on shapes and on tensors alike, and has to make the same calls each time. */
  readonly forward: (input: Structure<BlockTensor>, layers: BlockCalls<Layers>) => Structure<BlockTensor>;
}

/** A block that computes on the tensors between its layers, such as `TimeDistributed`. */
export interface WrapperBlock<Layers extends BlockLayers> extends BlockBase<Layers> {
  /** The shapes and element types of the outputs; `context.infer` gives those of a layer. */
  readonly infer: (call: Call<TensorSpec>, context: InferContext) => Flat<TensorSpec>;
  /** Computes the outputs; `context.run` runs a layer, for the calls that `infer` has made, in their order. */
  readonly run: (call: Call<Value>, context: RunContext) => Flat<Value>;
  /** The block's own weights; none unless given. */
  readonly weights?: (call: Call<TensorSpec>) => WeightDescriptions;
  /** The shapes of its recurrent states, of a block that has some. */
  readonly states?: (call: Call<TensorSpec>) => readonly Shape[];
  /** Those of the weights of its layers that are counted among its own. */
  readonly borrowedWeights?: (inner: readonly Weight[]) => readonly Weight[];
}

export type BlockDefinition<Layers extends BlockLayers = BlockLayers> = ComposedBlock<Layers> | WrapperBlock<Layers>;

/**
 * Makes a block: a layer that consists of layers.
 *
 * A block fits whatever its layers fit, and saves, freezes and counts their weights as its own. `forward` calls the layers, by the
 * names that `layers` gives them.
 *
 * @example
 * const Gated = (branch: AnyLayer, gate: AnyLayer) =>
 *   defineBlock({
 *     name: 'Gated',
 *     configuration: { branch, gate },
 *     layers: { branch, gate, multiply: Multiply() },
 *     forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(input)]),
 *   });
 */
export function defineBlock<
  Rule extends ShapeFunction,
  Name extends string = string,
  const Layers extends BlockLayers = BlockLayers,
>(definition: BlockDefinition<Layers>, options: LayerOptions<Name> = {}): Layer<Rule, Name> {
  // As with defineLayer, the author states the rule; tests hold both together.
  return createLayer(blockProgram(definition), options) as unknown as Layer<Rule, Name>;
}

/** The program of a block. */
export function blockProgram<Layers extends BlockLayers>(definition: BlockDefinition<Layers>): Program {
  const { name, configuration, call = {}, with: copy } = definition;
  const layers = Object.values(definition.layers as BlockLayers)
    .flat()
    .filter((layer) => layer !== null);
  const { infer, run } = 'forward' in definition ? composed(definition) : definition;
  const { weights, borrowedWeights, states } =
    'forward' in definition ? ({} as Partial<WrapperBlock<Layers>>) : definition;
  return Object.freeze<Program>({
    kind: 'block',
    className: name,
    configuration: Object.freeze({ ...configuration }),
    layers: Object.freeze([...new Set(layers)]),
    callArguments: call,
    acceptsStrings: true,
    infer,
    run,
    weights: weights ?? (() => ({})),
    ...(states && { states }),
    ...(borrowedWeights && { borrowedWeights }),
    ...(copy && { with: (changes: Readonly<Record<string, unknown>>) => blockProgram(copy(changes)) }),
  });
}

/** The same function on shapes and on tensors: the calls of layers are all that it does. */
function composed<Layers extends BlockLayers>({
  name,
  layers,
  forward,
}: ComposedBlock<Layers>): Pick<WrapperBlock<Layers>, 'infer' | 'run'> {
  const through = <Item>(
    inputs: Flat<Item>,
    apply: (layer: AnyLayer, inputs: Flat<Item>) => Flat<Item>,
  ): Flat<Item> => {
    const calls = Object.entries(layers as BlockLayers).map(([key, layer]) => [key, callsOf(layer, name, apply)]);
    const { structure, items } = mapFlat(inputs, (item) => new BlockTensor(item));
    const output = forward(unflatten(structure, items), Object.fromEntries(calls) as BlockCalls<Layers>);
    return itemsOf<Item>(output, `${name}: forward`);
  };
  return {
    infer: ({ inputs }, context) =>
      through(inputs, (layer, given) => context.infer(layer, { inputs: given, named: noArguments })),
    run: ({ inputs }, context) =>
      through(inputs, (layer, given) => context.run(layer, { inputs: given, named: noArguments })),
  };
}

function callsOf<Item>(
  layer: AnyLayer | readonly AnyLayer[] | null,
  owner: string,
  apply: (layer: AnyLayer, inputs: Flat<Item>) => Flat<Item>,
): BlockCall | readonly BlockCall[] | null {
  if (layer === null) return null;
  if (Array.isArray(layer)) return layer.map((each) => callsOf(each, owner, apply) as BlockCall);
  const one = layer as AnyLayer;
  const call = (input: Structure<BlockTensor>) => apply(one, itemsOf<Item>(input, `${owner}: ${one.name}`));
  return Object.assign(
    (input: Structure<BlockTensor>) => {
      const [first, ...others] = call(input).items;
      if (first !== undefined && others.length === 0) return new BlockTensor(first);
      throw new GraphError(`${owner} expects one output of ${one.name} (received ${others.length + 1}; use all)`);
    },
    {
      all(input: Structure<BlockTensor>) {
        const { structure, items } = call(input);
        return unflatten(
          structure,
          items.map((item) => new BlockTensor(item)),
        );
      },
    },
  );
}

function itemsOf<Item>(given: Structure<BlockTensor>, owner: string): Flat<Item> {
  const flat = flatten(given, (value) => value instanceof BlockTensor, owner, 'tensors of the block');
  // A block only hands on tensors that it has been given, or that its layers have returned.
  return mapFlat(flat, (tensor) => tensor.item as Item);
}
