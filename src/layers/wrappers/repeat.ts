import { integerFrom } from '../../arguments/number.js';
import { checkOptions } from '../../arguments/options.js';
import { ArgumentError, received, ShapeError } from '../../errors.js';
import { checkNames, generalOptions, isLayer, type LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import { inferLayer } from '../../graph/infer.js';
import type { AnyLayer, Layer } from '../../graph/layer.js';
import { noArguments } from '../../graph/named-arguments.js';
import type { Flat } from '../../graph/structure.js';
import type { TensorSpec } from '../../graph/value.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { GivenNumber } from '../../types/given.js';
import { type Fill, fill, type Mismatch } from '../../types/mismatch.js';
import { type Shape, type Show, show } from '../../types/shape.js';
import type {
  Apply,
  ApplyType,
  RuleOf,
  ShapedBy,
  ShapeFunction,
  StatedType,
  StructuredBy,
} from '../../types/shape-function.js';

const unsettled = 'repeat expects a block that keeps the shape {when} (received {after} for {before})';
const zeroTimes = 'of its input, where it is repeated 0 times';
const anyTimes = 'of its output, where the number of times is not a literal';

/**
 * The shape function of {@link repeat}: the block is applied until the shape stays, or as often as `Times` says where that is a
 * literal.
 */
export interface RepeatShape<Block extends ShapeFunction, Times extends number> extends ShapeFunction {
  readonly signature: Block['signature'];
  readonly parameters: [Block, Times];
  readonly structured: StructuredBy<Block['structured']>;
  readonly output: Repeated<Block, this['input'], this['inputType'], Times>;
  // An element type stays after the first call: that of a layer is always the same one, or that of its input.
  readonly outputType: [Times] extends [0] ? this['inputType'] : ApplyType<Block, this['input'], this['inputType']>;
  readonly takesStrings: true;
}

type Repeated<Block extends ShapeFunction, Input, Type, Times extends number> = [Times] extends [0]
  ? IfKept<Apply<Block, Input, Type>, Input, typeof zeroTimes>
  : Again<Block, Apply<Block, Input, Type>, ApplyType<Block, Input, Type>, Times>;

// A tensor, or a list, comes first: a wildcard counts as one, in place of a type parameter.
/** The output of the calls that follow the first one. */
type Again<Block extends ShapeFunction, First, Type, Times extends number> = [First] extends [readonly unknown[]]
  ? number extends Times
    ? IfKept<Apply<Block, First, StatedType<Type>>, First, typeof anyTimes>
    : Turns<Block, First, StatedType<Type>, Times>
  : First;

type IfKept<After, Before, When extends string> = [After, Before] extends [Before, After]
  ? Before
  : After extends Mismatch<infer Message>
    ? Mismatch<Message, null>
    : Mismatch<Fill<typeof unsettled, { when: When; after: ShowAll<After>; before: ShowAll<Before> }>, null>;

// (In place of a type parameter stands a wildcard, of which no recursion would come to an end.)
type ShowAll<Shapes> = [Shapes] extends [Shape]
  ? [number] extends [Shapes['length']]
    ? '(of unknown rank)'
    : Show<Shapes>
  : 'several tensors';

/** The output after as many calls as `Times` says, of which the calls that change nothing are not followed. */
type Turns<
  Block extends ShapeFunction,
  Last,
  Type,
  Times extends number,
  Done extends readonly unknown[] = [unknown],
> = [Done['length']] extends [Times]
  ? Last
  : [Apply<Block, Last, Type>] extends [infer Next]
    ? [Next, Last] extends [Last, Next]
      ? Last
      : [Next] extends [Mismatch<infer Message>]
        ? Mismatch<Message, null>
        : Turns<Block, Next, Type, Times, [...Done, unknown]>
    : never;

interface Given {
  readonly times: number;
  /** The copies of the block; where there are 0, the one that would be the first. */
  readonly layers: readonly AnyLayer[];
}

const repeated = defineBlock({
  name: 'Repeat',
  package: 'tupleflow',
  layers: ({ layers }: Given) => ({ layers }),
  isComposed: true,
  infer: ({ inputs }, context, { configuration: { times }, layers: { layers } }) =>
    times === 0
      ? kept(inputs, inferLayer(layers[0] as AnyLayer, { inputs, named: noArguments }).outputs)
      : through(layers, inputs, (layer, call) => context.infer(layer, call)),
  run: ({ inputs }, context, { configuration: { times }, layers: { layers } }) =>
    times === 0 ? inputs : through(layers, inputs, (layer, call) => context.run(layer, call)),
});

function through<Item>(
  layers: readonly AnyLayer[],
  inputs: Flat<Item>,
  call: (layer: AnyLayer, call: { readonly inputs: Flat<Item>; readonly named: typeof noArguments }) => Flat<Item>,
): Flat<Item> {
  return layers.reduce((given, layer) => call(layer, { inputs: given, named: noArguments }), inputs);
}

/** The inputs, if a block keeps their shapes and element types. */
function kept(before: Flat<TensorSpec>, after: Flat<TensorSpec>): Flat<TensorSpec> {
  const shapes = (flat: Flat<TensorSpec>) =>
    flat.structure === 'one' ? shownBy(flat, ({ shape }) => show(shape)) : 'several tensors';
  const types = (flat: Flat<TensorSpec>) => shownBy(flat, ({ dtype }) => dtype);
  const all = (flat: Flat<TensorSpec>) => JSON.stringify([flat.structure, flat.items.map(({ shape }) => shape)]);
  for (const [compared, said] of [
    [all, shapes],
    [types, types],
  ] as const) {
    if (compared(before) === compared(after)) continue;
    throw new ShapeError(fill(unsettled, { when: zeroTimes, after: said(after), before: said(before) }));
  }
  return before;
}

function shownBy({ items }: Flat<TensorSpec>, text: (spec: TensorSpec) => string): string {
  return items.map(text).join(', ');
}

/**
 * Copies of a block one after the other, as one layer. Each copy is made anew, and has weights of its own.
 *
 * The output shape is that of the block, called on its own output until the shape stays. Where `times` is a literal it may
 * change with each call; where `times` is any number, the block has to keep the shape of its output. With `times` 0 the
 * output is the input, whose shape the block has to keep.
 *
 * @example
 * const trunk = repeat(8, () => Residual(Dense(64)))(Input([64])); // SymbolicTensor<[null, 64]>
 */
export function repeat<const Times extends number, Block extends ShapedBy, const Name extends string = string>(
  /** The number of copies. */
  times: GivenNumber<'repeat: times', 'an integer from 0', Times>,
  /** Makes one copy, for its index from 0. */
  block: (index: number) => Block,
  options: LayerOptions<Name> = {},
): Layer<RepeatShape<RuleOf<Block>, Known<Times>>, Name> {
  const count = integerFrom('repeat: times', times as number, 0);
  if (count > mostCopies) {
    throw new ArgumentError(`repeat: times expects an integer from 0 to ${mostCopies} (received ${received(times)})`);
  }
  if (typeof block !== 'function' || isLayer(block)) {
    throw new ArgumentError(`repeat: block expects a function that returns a layer (received ${received(block)})`);
  }
  checkOptions('repeat', options, generalOptions);
  const layers = Array.from({ length: Math.max(count, 1) }, (_, index): unknown => block(index));
  return copiesOf<RepeatShape<RuleOf<Block>, Known<Times>>, Name>(layers, { ...options, times: count });
}

/** A program has no more layers than this. */
const mostCopies = 100_000;

/** The block of {@link repeat}, of copies that are made already. */
export function copiesOf<Rule extends ShapeFunction, Name extends string = string>(
  layers: readonly unknown[],
  { times, ...options }: LayerOptions<Name> & { readonly times: number },
): Layer<Rule, Name> {
  const count = integerFrom('repeat: times', times, 0);
  const copies = Array.isArray(layers) ? [...layers] : [];
  const other = copies.findIndex((layer) => !isLayer(layer));
  if (other >= 0) {
    throw new ArgumentError(
      `repeat: block expects a function that returns a layer (received one that returns ${received(copies[other])})`,
    );
  }
  if (copies.length !== Math.max(count, 1)) {
    throw new ArgumentError(
      `repeat: layers expects a list of ${Math.max(count, 1)} layers (received ${received(layers)})`,
    );
  }
  return repeated<Rule, Name>(
    { times: count, layers: checkNames('repeat', Object.freeze(copies as readonly AnyLayer[])) },
    options,
  );
}
