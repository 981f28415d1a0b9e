import { GraphError } from '../errors.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { copyLayer } from './copy-layer.js';
import { createLayer, isLayer, type LayerOptions } from './create-layer.js';
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

/** A block of one class: its options, and its layers by name. */
export interface Block<Given, Layers extends BlockLayers> {
  readonly configuration: Given;
  readonly layers: Layers;
}

interface BlockBase<Given, Layers extends BlockLayers> {
  /** The name of its class: `Residual`. */
  readonly name: string;
  /** The layers for the options that are given, which are the configuration of the block. */
  readonly layers: (given: Given) => Layers;
  /** The arguments that its calls take besides the inputs; none unless given. */
  readonly call?: CallDefinition;
}

/** A class of blocks whose layers are called one after the other, or side by side. */
export interface ComposedBlock<Given, Layers extends BlockLayers> extends BlockBase<Given, Layers> {
  /** Calls the layers. It is run on shapes and on tensors alike, and has to make the same calls each time. */
  readonly forward: (
    input: Structure<BlockTensor>,
    layers: BlockCalls<Layers>,
    configuration: Given,
  ) => Structure<BlockTensor>;
}

/** A class of blocks that compute on the tensors between their layers, such as `TimeDistributed`. */
export interface WrapperBlock<Given, Layers extends BlockLayers> extends BlockBase<Given, Layers> {
  /** The shapes and element types of the outputs; `context.infer` gives those of a layer. */
  readonly infer: (call: Call<TensorSpec>, context: InferContext, block: Block<Given, Layers>) => Flat<TensorSpec>;
  /** Computes the outputs; `context.run` runs a layer, for the calls that `infer` has made, in their order. */
  readonly run: (call: Call<Value>, context: RunContext, block: Block<Given, Layers>) => Flat<Value>;
  /** The block's own weights; none unless given. */
  readonly weights?: (call: Call<TensorSpec>, block: Block<Given, Layers>) => WeightDescriptions;
  /** The shapes of its recurrent states, of a block that has some. */
  readonly states?: (call: Call<TensorSpec>, block: Block<Given, Layers>) => readonly Shape[];
  /** Those of the weights of its layers that are counted among its own. */
  readonly borrowedWeights?: (inner: readonly Weight[]) => readonly Weight[];
}

export type BlockDefinition<Given, Layers extends BlockLayers> =
  | ComposedBlock<Given, Layers>
  | WrapperBlock<Given, Layers>;

/** Makes blocks of one class, whose rule for shapes the caller states. */
export type BlockConstructor<Given> = <Rule extends ShapeFunction, Name extends string = string>(
  given: Given,
  options?: LayerOptions<Name>,
) => Layer<Rule, Name>;

/**
 * Defines a class of blocks: layers that consist of layers.
 *
 * A block fits whatever its layers fit; their weights are trained, frozen and counted as its own. `forward` calls the layers by
 * the names that `layers` gives them. The function that is returned makes blocks, and is told the rule for shapes as a type.
 *
 * @example
 * const gated = defineBlock({
 *   name: 'Gated',
 *   layers: ({ branch, gate }: { branch: AnyLayer; gate: AnyLayer }) => ({ branch, gate, multiply: Multiply() }),
 *   forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(input)]),
 * });
 * const Gated = <Branch extends AnyLayer>(branch: Branch, gate: AnyLayer) => gated<RuleOf<Branch>>({ branch, gate });
 */
export function defineBlock<Given extends object, const Layers extends BlockLayers>(
  definition: BlockDefinition<Given, Layers>,
): BlockConstructor<Given> {
  return <Rule extends ShapeFunction, Name extends string = string>(given: Given, options: LayerOptions<Name> = {}) =>
    // As with defineLayer, the author states the rule; tests hold both together.
    createLayer(blockProgram(definition, given), options) as unknown as Layer<Rule, Name>;
}

function blockProgram<Given extends object, Layers extends BlockLayers>(
  definition: BlockDefinition<Given, Layers>,
  given: Given,
): Program {
  const block = Object.freeze({ configuration: Object.freeze({ ...given }), layers: definition.layers(given) });
  const layers = Object.values(block.layers as BlockLayers)
    .flat()
    .filter((layer) => layer !== null);
  const program = { ...('forward' in definition ? composed(definition, block) : wrapped(definition, block)) };
  const options = block.configuration as Readonly<Record<string, unknown>>;
  return Object.freeze<Program>({
    ...program,
    kind: 'block',
    className: definition.name,
    configuration: options,
    layers: Object.freeze([...new Set(layers)]),
    callArguments: definition.call ?? {},
    acceptsStrings: true,
    // A copy has copies of the layers in its options: the rest follows from these.
    with: (changes) => blockProgram(definition, { ...copiesIn(options), ...changes } as Given),
  });
}

/** Options with a copy in the place of each layer. */
function copiesIn(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const copyOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copyOf);
    return isLayer(value) ? copyLayer(value, value.name) : value;
  };
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, copyOf(value)]));
}

type Functions = Pick<Program, 'infer' | 'run' | 'weights' | 'states' | 'borrowedWeights'>;

function wrapped<Given, Layers extends BlockLayers>(
  { infer, run, weights, states, borrowedWeights }: WrapperBlock<Given, Layers>,
  block: Block<Given, Layers>,
): Functions {
  return {
    infer: (call, context) => infer(call, context, block),
    run: (call, context) => run(call, context, block),
    weights: (call) => weights?.(call, block) ?? {},
    ...(states && { states: (call: Call<TensorSpec>) => states(call, block) }),
    ...(borrowedWeights && { borrowedWeights }),
  };
}

/** The same function on shapes and on tensors: the calls of layers are all that it does. */
function composed<Given, Layers extends BlockLayers>(
  { name, forward }: ComposedBlock<Given, Layers>,
  { layers, configuration }: Block<Given, Layers>,
): Functions {
  const through = <Item>(
    inputs: Flat<Item>,
    apply: (layer: AnyLayer, inputs: Flat<Item>) => Flat<Item>,
  ): Flat<Item> => {
    const calls = Object.entries(layers as BlockLayers).map(([key, layer]) => [key, callsOf(layer, name, apply)]);
    const { structure, items } = mapFlat(inputs, (item) => new BlockTensor(item));
    const output = forward(unflatten(structure, items), Object.fromEntries(calls) as BlockCalls<Layers>, configuration);
    return itemsOf<Item>(output, `${name}: forward`);
  };
  return {
    infer: ({ inputs }, context) =>
      through(inputs, (layer, given) => context.infer(layer, { inputs: given, named: noArguments })),
    run: ({ inputs }, context) =>
      through(inputs, (layer, given) => context.run(layer, { inputs: given, named: noArguments })),
    weights: () => ({}),
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
