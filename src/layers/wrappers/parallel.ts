import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, type Received, received } from '../../errors.js';
import { BlockTensor } from '../../graph/block-calls.js';
import type { RulesOf } from '../../graph/chain.js';
import { type AnyItems, type NotALayerAt, notALayer } from '../../graph/checked-chain.js';
import { isLayer, type LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import type { AnyLayer, Layer } from '../../graph/layer.js';
import type { Structure } from '../../graph/structure.js';
import type { GivenLayer } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, fill, type Mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type {
  Apply,
  ApplyType,
  RuleOf,
  ShapedBy,
  ShapeFunction,
  StatedType,
  StructuredBy,
} from '../../types/shape-function.js';

/** The output that each tower has to return. */
export const several = 'one tensor from each of its layers';

/**
 * The shape function of {@link Parallel}: layers on the same input, and one on the list of their outputs. Mismatches blame
 * the input.
 */
export interface ParallelShape<
  Towers extends readonly ShapeFunction[],
  Merge extends ShapeFunction,
  Block extends string = 'Parallel',
> extends ShapeFunction {
  readonly signature: ParallelSignature<Towers[0], Merge>;
  readonly parameters: [Towers, Merge, Block];
  readonly structured: StructuredBy<Merge['structured']>;
  readonly output: Merged<Outputs<Towers, this['input'], this['inputType'], Block>, Merge>;
  readonly outputType: ApplyType<
    Merge,
    Outputs<Towers, this['input'], this['inputType'], Block>,
    OutputTypes<Towers, this['input'], this['inputType']>
  >;
  readonly takesStrings: true;
}

type ParallelSignature<Tower extends ShapeFunction, Merge extends ShapeFunction> = [
  Tower['signature'],
  Merge['signature'],
] extends [`${infer Taken} → ${string}`, `${string} → ${infer Given}`]
  ? Given extends '(...)'
    ? Tower['signature']
    : `${Taken} → ${Given}`
  : unknown;

type Outputs<Towers extends readonly ShapeFunction[], Input, InputType, Block extends string> = {
  -readonly [Place in keyof Towers]: OneTensor<Apply<Towers[Place], Input, InputType>, Block>;
};

type OutputTypes<Towers extends readonly ShapeFunction[], Input, InputType> = {
  -readonly [Place in keyof Towers]: StatedType<ApplyType<Towers[Place], Input, InputType>>;
};

// (The first size decides, so that the compiler need not wait for type parameters in the place of others.)
/** The shape, if it is that of one tensor. */
export type OneTensor<Output, Block extends string, Expected extends string = typeof several> = unknown extends Output
  ? Shape
  : [Output] extends [readonly [infer Batch, ...unknown[]]]
    ? [Batch] extends [Dimension]
      ? Output
      : Unexpected<Block, Expected, Output>
    : [Output] extends [Shape | Mismatch]
      ? Output
      : Unexpected<Block, Expected, Output>;

type Merged<Given extends readonly unknown[], Merge extends ShapeFunction> = [number] extends [Given['length']]
  ? Shape
  : [FirstMismatch<Given>] extends [infer Found extends Mismatch]
    ? Mismatch<Found['message'], null>
    : [Apply<Merge, Given>] extends [infer Output]
      ? [Output] extends [Mismatch<infer Message>]
        ? Mismatch<Message, null>
        : unknown extends Output
          ? Shape
          : Output
      : never;

type FirstMismatch<Given extends readonly unknown[], Place extends readonly unknown[] = []> = [
  Place['length'],
] extends [Given['length']]
  ? null
  : [Given[Place['length']]] extends [Mismatch]
    ? Given[Place['length']]
    : FirstMismatch<Given, [...Place, unknown]>;

const parallel = defineBlock({
  name: 'Parallel',
  package: 'tupleflow',
  layers: ({ towers, merge }: { readonly towers: readonly AnyLayer[]; readonly merge: AnyLayer }) => ({
    towers,
    merge,
  }),
  forward: (input: Structure<BlockTensor>, { towers, merge }) =>
    merge.all(towers.map((tower) => oneTensor('Parallel', several, tower.all(input)))),
});

/** The output, if it is a single tensor. */
export function oneTensor(block: string, expected: string, given: Structure<BlockTensor>): BlockTensor {
  return given instanceof BlockTensor ? given : unexpected(block, expected, [[]]);
}

/**
 * Runs layers in parallel on the same input, and merges their outputs with one more layer.
 *
 * The input has to fit all towers; the output is that of `merge` for the list of their outputs.
 *
 * @example
 * const inception = Parallel(
 *   [Conv2D(64, [1, 1]), Sequential([Conv2D(64, [1, 1]), Conv2D(64, [3, 3], { padding: 'same' })])],
 *   Concatenate(),
 * );
 * inception(Input([28, 28, 192])); // SymbolicTensor<[null, 28, 28, 128]>
 */
export const Parallel: <const Towers, Merge, const Name extends string = string, const Given = object>(
  /** The layers, a list or a record, which are all called on the same input. */
  towers: GivenTowers<Towers>,
  /** The layer that merges the outputs. */
  merge: GivenLayer<'Parallel: merge', 'a layer, such as Concatenate()', Merge>,
  options?: GivenOptions<'Parallel', Given, LayerOptions<Name>>,
) => Layer<
  ParallelShape<
    Towers extends readonly unknown[] ? RulesOf<Towers> : readonly ShapeFunction[],
    RuleOf<Merge, ShapeFunction>
  >,
  Name
> = positionalAs(['towers', 'merge'], (towers, merge, options: LayerOptions = {}) => {
  if (!isLayer(merge)) {
    throw new ArgumentError(`Parallel: merge expects a layer, such as Concatenate() (received ${received(merge)})`);
  }
  return parallel({ towers: checkedTowers(towers), merge }, options);
});

const noTowers = 'Parallel: towers expects a list of layers (received {received})';

/** The layers, with the message in place of an item that is none. */
type GivenTowers<Towers> = [unknown] extends [Towers]
  ? AnyItems
  : true extends ([Towers] extends [readonly ShapedBy[]] ? (Towers extends readonly [] ? true : false) : true)
    ? NoInfer<BlamedTowers<Towers>>
    : Towers;

type BlamedTowers<Towers> = Towers extends readonly [unknown, ...unknown[]]
  ? {
      [Place in keyof Towers]: Towers[Place] extends ShapedBy
        ? Towers[Place]
        : NotALayerAt<'Parallel: towers', Towers[Place], Place & string>;
    }
  : Fill<typeof noTowers, { received: Received<Towers> }>;

function checkedTowers(towers: unknown): readonly AnyLayer[] {
  const list: readonly unknown[] = Array.isArray(towers) ? [...towers] : [];
  if (list.length === 0) throw new ArgumentError(fill(noTowers, { received: received(towers) }));
  const layers = list.map((tower, index) => (isLayer(tower) ? tower : notALayer('Parallel: towers', tower, index)));
  return Object.freeze(layers);
}
