import { ArgumentError, GraphError, received } from '../errors.js';
import type { AnyLayer } from './layer.js';
import { internals } from './layer-state.js';
import { mapArguments, readArguments } from './named-arguments.js';
import type { Call } from './program.js';
import { type Flat, flatten, mapFlat, type Structure, unflatten } from './structure.js';
import type { TensorKind } from './tensor-kinds.js';

/** The layers of a block by name: one, a list, or `null` for one that is left out. */
export interface BlockLayers {
  readonly [name: string]: AnyLayer | readonly AnyLayer[] | null;
}

/** A tensor inside a block, which is only passed from layer to layer. */
export class BlockTensor<out Item = unknown> {
  /** @internal */
  readonly item: Item;

  constructor(item: Item) {
    this.item = item;
  }
}

/** The arguments of a call inside a block besides the inputs: tensors of the block, and options, by name. */
export interface BlockCallOptions {
  readonly [name: string]: unknown;
}

/**
 * A layer inside a block: called on one tensor, a list or a record, it returns its output. Layers with positional inputs, such
 * as `MultiHeadAttention`, are called on a query and a value.
 */
export interface BlockCall {
  (query: BlockTensor, value: BlockTensor, options?: BlockCallOptions): BlockTensor;
  (input: Structure<BlockTensor>, options?: BlockCallOptions): BlockTensor;
  /**
   * Calls the layer for any number of outputs, in the structure in which the layer returns them.
   *
   * @param input The inputs, in the structure in which the layer is called.
   * @param options The arguments of the call besides the inputs. The default is none.
   */
  all(input: Structure<BlockTensor>, options?: BlockCallOptions): Structure<BlockTensor>;
}

const blockTensor: TensorKind<BlockTensor> = {
  has: (value) => value instanceof BlockTensor,
  one: 'a tensor of the block',
  several: 'tensors of the block',
};

/** The layers of a block as its `forward` calls them. */
export type BlockCalls<Layers extends BlockLayers> = {
  readonly [Name in keyof Layers]: Layers[Name] extends readonly unknown[]
    ? readonly BlockCall[]
    : null extends Layers[Name]
      ? BlockCall | null
      : BlockCall;
};

/** A layer, or a list of them, as `forward` calls it. */
export function callsOf<Item>(
  layer: AnyLayer | readonly AnyLayer[] | null,
  owner: string,
  apply: (layer: AnyLayer, call: Call<Item>) => Flat<Item>,
): BlockCall | readonly BlockCall[] | null {
  if (layer === null) return null;
  if (Array.isArray(layer)) return layer.map((each) => callsOf(each, owner, apply) as BlockCall);
  const one = layer as AnyLayer;
  const { callArguments } = one[internals].program;
  const call = (input: Structure<BlockTensor>, options: BlockCallOptions = {}) => {
    const inputs = itemsOf<Item>(input, `${owner}: ${one.name}`);
    if ('training' in options) {
      throw new ArgumentError(
        `${owner}: ${one.name} expects no option training, which the block passes on (received ${received(options.training)})`,
      );
    }
    const named = readArguments(`${owner}: ${one.name}`, callArguments, options, blockTensor);
    return apply(one, { inputs, named: mapArguments(named, (tensor) => tensor.item as Item) });
  };
  return Object.assign(
    (...given: readonly [Structure<BlockTensor>, ...unknown[]]) => {
      const count = given[0] instanceof BlockTensor ? (callArguments.positional?.length ?? 1) : 1;
      const input = count === 1 ? given[0] : (given.slice(0, count) as BlockTensor[]);
      const [first, ...others] = call(input, given[count] as BlockCallOptions | undefined).items;
      if (first !== undefined && others.length === 0) return new BlockTensor(first);
      throw new GraphError(`${owner} expects one output of ${one.name} (received ${others.length + 1}; use all)`);
    },
    {
      all(input: Structure<BlockTensor>, options?: BlockCallOptions) {
        const { structure, items } = call(input, options);
        return unflatten(
          structure,
          items.map((item) => new BlockTensor(item)),
        );
      },
    },
  );
}

/** The items of tensors that a block was called on, or that its layers returned. */
export function itemsOf<Item>(given: Structure<BlockTensor>, owner: string): Flat<Item> {
  const flat = flatten(given, (value) => value instanceof BlockTensor, owner, 'tensors of the block');
  // A block only passes on tensors that it was called on, or that its layers returned.
  return mapFlat(flat, (tensor) => tensor.item as Item);
}
