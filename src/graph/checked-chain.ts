import { ArgumentError, type Received, received } from '../errors.js';
import type { Add } from '../types/arithmetic/add.js';
import { type Fill, fill, type Mismatch } from '../types/mismatch.js';
import type { ShapedBy } from '../types/shape-function.js';
import type { Chain, noLayer, RulesAmong } from './chain.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { IsWrong } from './tensors.js';

/**
 * The type of a list before its items are inferred; what is no list is rejected later. It is a tuple: of the items of a mere list the
 * compiler would make a union, and compare them all with each other.
 */
export type AnyItems = readonly [unknown?, ...unknown[]] | object;

/** The layers, with the message in place of the one that does not fit. */
export type CheckedChain<Layers extends readonly unknown[], Input, InputType> = [true] extends [
  IsWrong<Chain<RulesAmong<Layers>, Input, InputType>>,
]
  ? BlamedIn<Layers, Chain<RulesAmong<Layers>, Input, InputType>, 'pipe'>
  : Layers;

/**
 * The layers of a chain, with the message in place of the one that its outcome blames.
 *
 * @typeParam Before how many items the list of `Owner` has before them.
 */
export type BlamedIn<Layers extends readonly unknown[], Outcome, Owner extends string, Before extends number = 0> = [
  Outcome,
] extends [Mismatch<infer Message, infer At>]
  ? { [Index in keyof Layers]: Index extends At ? Said<Message, Owner, Layers[Index], Index, Before> : Layers[Index] }
  : Layers;

type Said<Message extends string, Owner extends string, Item, Index, Before extends number> = [Message] extends [
  typeof noLayer,
]
  ? NotALayerAt<
      Owner,
      Exclude<Item, ShapedBy>,
      Index extends `${infer Place extends number}` ? Add<Place, Before> : never
    >
  : Exclude<Message, typeof noLayer>;

const notALayerAt = '{owner} expects layers (received {received} at {index})';
const tensorAmongLayers = 'Sequential expects layers, after an Input if there is one (received a tensor)';

/** The message for an item of a list of layers that is no layer. */
export type NotALayerAt<Owner extends string, Item, Index extends string | number> = [Owner, Item] extends [
  'Sequential',
  SymbolicTensor,
]
  ? typeof tensorAmongLayers
  : Fill<typeof notALayerAt, { owner: Owner; received: Received<Item>; index: Index }>;

/** The same at run time. */
export function notALayer(owner: string, item: unknown, index: number): never {
  const shown = received(item);
  const isTensor = owner === 'Sequential' && shown === 'a tensor';
  throw new ArgumentError(isTensor ? tensorAmongLayers : fill(notALayerAt, { owner, received: shown, index }));
}
