import { GraphError } from '../errors.js';
import type { AnyLayer } from './layer.js';
import { type Flat, flatten, mapFlat, type Structure, unflatten } from './structure.js';

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

/** A layer inside a block: called on one tensor, a list or a record, it returns its output. */
export interface BlockCall {
  (input: Structure<BlockTensor>): BlockTensor;
  /**
   * Calls the layer for any number of outputs, in the structure in which the layer returns them.
   *
   * @param input The inputs, in the structure in which the layer is called.
   */
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

/** A layer, or a list of them, as `forward` calls it. */
export function callsOf<Item>(
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

/** The items of tensors that a block was called on, or that its layers returned. */
export function itemsOf<Item>(given: Structure<BlockTensor>, owner: string): Flat<Item> {
  const flat = flatten(given, (value) => value instanceof BlockTensor, owner, 'tensors of the block');
  // A block only passes on tensors that it was called on, or that its layers returned.
  return mapFlat(flat, (tensor) => tensor.item as Item);
}
