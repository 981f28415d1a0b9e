import { withOptionsApart } from '../arguments/positional.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { type BlockCalls, type BlockLayers, BlockTensor, callsOf, itemsOf } from './block-calls.js';
import { copyLayer, createLayer, isLayer, type LayerOptions } from './create-layer.js';
import type { AnyLayer, Layer } from './layer.js';
import { ruleName } from './layer-state.js';
import type { CallDefinition } from './named-arguments.js';
import type { Call, InferContext, Program, RunContext, WeightDescriptions } from './program.js';
import { type Flat, mapFlat, type Structure, unflatten } from './structure.js';
import type { TensorSpec, Value } from './value.js';
import type { Weight } from './weight.js';

/** A block of one class: its options, and its layers by name. */
export interface Block<Given, Layers extends BlockLayers> {
  readonly configuration: Given;
  readonly layers: Layers;
}

interface BlockBase<Given, Layers extends BlockLayers> {
  /** The name of its class: `Residual`. */
  readonly name: string;
  /** The name by which sentences about the input call the block. The default is that of its first layer. */
  readonly ruleName?: string;
  /** The package that Keras registers it under, in configurations: `my_package` for `my_package>Gated`. */
  readonly package?: string;
  /** The layers for the given options, which are the configuration of the block. */
  readonly layers: (given: Given) => Layers;
  /** The arguments of its calls besides the inputs. The default is none. */
  readonly call?: CallDefinition;
}

/** A class of blocks that only call layers, one after the other or in parallel. */
export interface ComposedBlock<Given, Layers extends BlockLayers, Input extends Structure<BlockTensor> = BlockTensor>
  extends BlockBase<Given, Layers> {
  /**
   * Calls the layers. It runs on shapes as well as on tensors, and has to make the same calls each time. The input is one tensor,
   * or what its parameter is annotated with: `(inputs: readonly BlockTensor[], ...)`.
   */
  readonly forward: (input: Input, layers: BlockCalls<Layers>, configuration: Given) => Structure<BlockTensor>;
}

/** A class of blocks that compute on the tensors between their layers, such as `TimeDistributed`. */
export interface WrapperBlock<Given, Layers extends BlockLayers> extends BlockBase<Given, Layers> {
  /** The shapes and element types of the outputs; `context.infer` gives those of a layer. */
  readonly infer: (call: Call<TensorSpec>, context: InferContext, block: Block<Given, Layers>) => Flat<TensorSpec>;
  /** Computes the outputs; `context.run` runs a layer, for the calls that `infer` has made, in their order. */
  readonly run: (call: Call<Value>, context: RunContext, block: Block<Given, Layers>) => Flat<Value>;
  /** The block's own weights. The default is none. */
  readonly weights?: (call: Call<TensorSpec>, block: Block<Given, Layers>) => WeightDescriptions;
  /** The shapes of its recurrent states, if it has some. */
  readonly states?: (call: Call<TensorSpec>, block: Block<Given, Layers>) => readonly Shape[];
  /** Whether the outputs are those of its layers, or its inputs, because nothing is computed between them. The default is `false`. */
  readonly isComposed?: boolean;
  /** The weights of its layers that count as its own. */
  readonly borrowedWeights?: (inner: readonly Weight[]) => readonly Weight[];
}

export type BlockDefinition<
  Given,
  Layers extends BlockLayers,
  Input extends Structure<BlockTensor> = Structure<BlockTensor>,
> = ComposedBlock<Given, Layers, Input> | WrapperBlock<Given, Layers>;

/** Creates blocks of one class, whose rule for shapes the caller states. */
export type BlockConstructor<Given> = <Rule extends ShapeFunction, Name extends string = string>(
  given: Given,
  options?: LayerOptions<Name>,
) => Layer<Rule, Name>;

/**
 * Defines a class of blocks: layers that consist of layers.
 *
 * A block accepts whatever its layers accept; their weights are trained, frozen and counted as its own. `forward` calls the
 * layers by the names that `layers` gives them. The returned function creates blocks; its type argument is the rule for shapes.
 *
 * @param definition The name, the layers and the call of the block.
 *
 * @example
 * const gated = defineBlock({
 *   name: 'Gated',
 *   layers: ({ branch, gate }: { branch: AnyLayer; gate: AnyLayer }) => ({ branch, gate, multiply: Multiply() }),
 *   forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(input)]),
 * });
 * const Gated = <Branch extends AnyLayer>(branch: Branch, gate: AnyLayer) => gated<RuleOf<Branch>>({ branch, gate });
 */
export function defineBlock<
  Given extends object,
  const Layers extends BlockLayers,
  Input extends Structure<BlockTensor> = BlockTensor,
>(definition: BlockDefinition<Given, Layers, Input>): BlockConstructor<Given> {
  const make = <Rule extends ShapeFunction, Name extends string = string>(
    given: Given,
    options: LayerOptions<Name> = {},
  ) =>
    // As with defineLayer, the author states the rule; tests check that both agree.
    createLayer(blockProgram(definition, given), options) as unknown as Layer<Rule, Name>;
  return withOptionsApart(make);
}

function blockProgram<Given extends object, Layers extends BlockLayers, Input extends Structure<BlockTensor>>(
  definition: BlockDefinition<Given, Layers, Input>,
  given: Given,
): Program {
  const block = Object.freeze({ configuration: Object.freeze({ ...given }), layers: definition.layers(given) });
  const layers = Object.values(block.layers as BlockLayers).flatMap((layer) => layer ?? []);
  const options = block.configuration as Readonly<Record<string, unknown>>;
  return Object.freeze<Program>({
    ...('forward' in definition ? composed(definition, block) : wrapped(definition, block)),
    kind: 'block',
    className: definition.name,
    package: definition.package,
    // The rule of a block is that of its first layer, as far as sentences about the input go.
    ruleName: definition.ruleName ?? (layers[0] && ruleName(layers[0])),
    configuration: options,
    layers: Object.freeze([...new Set(layers)]),
    callArguments: definition.call ?? {},
    acceptsStrings: true,
    isComposed: 'forward' in definition || definition.isComposed === true,
    // A copy has copies of the layers in its options: the rest follows from these.
    with: (changes) => blockProgram(definition, { ...copiesIn(options), ...changes } as Given),
  });
}

/** Options with a copy in place of each layer. */
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

/** The same function for shapes and for tensors, because it only calls layers. */
function composed<Given, Layers extends BlockLayers, Input extends Structure<BlockTensor>>(
  { name, forward }: ComposedBlock<Given, Layers, Input>,
  { layers, configuration }: Block<Given, Layers>,
): Functions {
  const through = <Item>(inputs: Flat<Item>, apply: (layer: AnyLayer, call: Call<Item>) => Flat<Item>): Flat<Item> => {
    const calls = Object.entries(layers as BlockLayers).map(([key, layer]) => [key, callsOf(layer, name, apply)]);
    const { structure, items } = mapFlat(inputs, (item) => new BlockTensor(item));
    // The rule of the block says what it is called on.
    const input = unflatten(structure, items) as Input;
    const output = forward(input, Object.fromEntries(calls) as BlockCalls<Layers>, configuration);
    return itemsOf<Item>(output, `${name}: forward`);
  };
  return {
    infer: ({ inputs }, context) => through(inputs, (layer, call) => context.infer(layer, call)),
    run: ({ inputs }, context) => through(inputs, (layer, call) => context.run(layer, call)),
    weights: () => ({}),
  };
}
