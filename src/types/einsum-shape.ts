import { type EinsumPlan, type EinsumPlanOf, einsumPlan, type Place } from './einsum-plan.js';
import { type BroadcastShapes, type BroadcastSize, broadcastShapes, broadcastSize } from './elementwise.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, type ShowDimension, show } from './shape.js';

/** A size, or the sizes that `...` stands for. */
export type Size = Dimension | Shape;

/** An operand's sizes, with those that `...` stands for as one item; `null` if the labels do not match its axes. */
export type ArrangedOne<Labels extends readonly string[], Input extends Shape> = '...' extends Labels[number]
  ? AroundMiddle<Labels, Input>
  : [Input['length']] extends [Labels['length']]
    ? Input
    : null;

type AroundMiddle<Labels extends readonly string[], Rest extends Shape, Front extends readonly Size[] = []> = [
  Labels[Front['length']],
] extends ['...']
  ? [Labels] extends [readonly [...{ [Axis in keyof Front]: string }, string, ...infer After extends readonly string[]]]
    ? [Rest] extends [readonly [...infer Middle extends Shape, ...{ [Axis in keyof After]: Dimension }]]
      ? [Rest] extends [readonly [...Middle, ...infer End extends Shape]]
        ? [...Front, Middle, ...End]
        : null
      : null
    : null
  : [Rest] extends [readonly [infer First extends Dimension, ...infer Others extends Shape]]
    ? AroundMiddle<Labels, Others, [...Front, First]>
    : null;

/** The labels as they are written. */
export type Joined<Labels extends readonly string[]> = [Labels] extends [
  readonly [infer First extends string, ...infer Rest extends readonly string[]],
]
  ? `${First}${Joined<Rest>}`
  : '';

/** The same at run time. */
export function arrangedOne(labels: readonly string[], input: Shape): readonly Size[] | null {
  const before = labels.indexOf('...');
  if (before < 0) return input.length === labels.length ? input : null;
  const end = input.length - (labels.length - 1 - before);
  return end < before ? null : [...input.slice(0, before), input.slice(before, end), ...input.slice(end)];
}

const otherCount = 'einsum expects {count} operands, one for each term of its equation (received {received})';
const otherRank = 'einsum expects an axis for each label of {labels} in operand {operand} (received {input})';
const otherSize =
  'einsum expects one size for label {label} (received {earlier}, and then {later} in operand {operand})';

/** The shape that an equation gives; a mismatch blames an operand by its place, or the `subscripts`. */
export type EinsumShape<Equation extends string, Inputs extends readonly Shape[]> = string extends Equation
  ? Shape
  : [EinsumPlanOf<Equation>] extends [infer Plan]
    ? Plan extends EinsumPlan<infer Terms, infer Output, infer Shared, infer Places>
      ? [number] extends [Inputs['length'] | Inputs[number]['length']]
        ? Shape
        : [Inputs['length']] extends [Terms['length']]
          ? [Arranged<Terms, Inputs>] extends [infer Given]
            ? Given extends Grid
              ? Evaluated<Given, Places, Shared, Output, SizesOf<Given, Places>>
              : Given
            : never
          : Mismatch<Fill<typeof otherCount, { count: Terms['length']; received: Inputs['length'] }>, 'subscripts'>
      : Plan
    : never;

/** The sizes of all operands. */
type Grid = readonly (readonly unknown[])[];

/** The operands' sizes, with those that `...` stands for as one item, where the labels match the axes. */
type Arranged<Terms extends readonly (readonly string[])[], Inputs extends readonly Shape[], Done extends Grid = []> = [
  Done['length'],
] extends [Terms['length']]
  ? Done
  : [ArrangedOne<Terms[Done['length']], Inputs[Done['length']]>] extends [infer Found]
    ? [Found] extends [readonly unknown[]]
      ? Arranged<Terms, Inputs, [...Done, Found]>
      : Mismatch<
          Fill<
            typeof otherRank,
            { labels: Joined<Terms[Done['length']]>; operand: Done['length']; input: Show<Inputs[Done['length']]> }
          >,
          `${Done['length']}`
        >
    : never;

/** The size of each label, from all of its positions; no size where they differ. */
type SizesOf<Given extends Grid, Places> = { [Label in keyof Places]: SizeOf<Given, Places[Label]> };

type SizeOf<Given extends Grid, Places> = [Places] extends [readonly [infer Only extends Place]]
  ? At<Given, Only>
  : [Places] extends [readonly [infer First extends Place, infer Second extends Place]]
    ? Meet<At<Given, First>, At<Given, Second>>
    : [Places] extends [readonly [infer First extends Place, ...infer Others extends readonly Place[]]]
      ? MeetAll<Given, Others, At<Given, First>>
      : never;

type At<Given extends Grid, Where extends Place> = Given[Where[0]][Where[1]];

type MeetAll<Given extends Grid, Places, Met> = [Places] extends [readonly [infer Next extends Place, ...infer Others]]
  ? Met extends Size
    ? MeetAll<Given, Others, Meet<Met, At<Given, Next>>>
    : Met
  : Met;

// Sizes first: a type parameter can be a size, and lists of sizes for `...` would be a recursion that does not terminate.
type Meet<Left, Right> = [Left] extends [Dimension]
  ? BroadcastSize<Left, Right & Dimension>
  : [Left, Right] extends [infer Earlier extends Shape, infer Later extends Shape]
    ? BroadcastShapes<Earlier, Later>
    : never;

type Evaluated<
  Given extends Grid,
  Places,
  Shared extends readonly string[],
  Output extends readonly string[],
  Sizes,
> = [Sizes[keyof Sizes]] extends [Size]
  ? '...' extends Output[number]
    ? Flat<OutputSizes<Output, Sizes>>
    : OutputSizes<Output, Sizes>
  : FirstMisfit<Given, Places, Shared, Sizes>;

type OutputSizes<Output extends readonly string[], Sizes> = {
  -readonly [Axis in keyof Output]: Output[Axis] extends keyof Sizes ? Sizes[Output[Axis]] : [];
};

type Flat<Sizes extends readonly unknown[], Result extends Shape = []> = [Sizes] extends [
  readonly [infer First, ...infer Rest],
]
  ? Flat<Rest, [...Result, ...([First] extends [Shape] ? First : [First & Dimension])]>
  : Result;

/** A mismatch that blames the first label whose sizes differ, in the order of the equation. */
type FirstMisfit<Given extends Grid, Places, Shared extends readonly string[], Sizes> = [Shared] extends [
  readonly [infer Label extends keyof Sizes & keyof Places, ...infer Others extends readonly string[]],
]
  ? [Sizes[Label]] extends [Size]
    ? FirstMisfit<Given, Places, Others, Sizes>
    : [Places[Label]] extends [readonly [infer First extends Place, ...infer Later extends readonly Place[]]]
      ? Misfit<Given, Label & string, Later, At<Given, First>>
      : never
  : never;

type Misfit<Given extends Grid, Label extends string, Places extends readonly Place[], Met> = [Places] extends [
  readonly [infer Next extends Place, ...infer Others extends readonly Place[]],
]
  ? [Meet<Met, At<Given, Next>>] extends [infer Found extends Size]
    ? Misfit<Given, Label, Others, Found>
    : Mismatch<
        Fill<
          typeof otherSize,
          { label: Label; earlier: ShowSize<Met>; later: ShowSize<At<Given, Next>>; operand: Next[0] }
        >,
        `${Next[0]}`
      >
  : never;

type ShowSize<Given> = [Given] extends [Shape] ? Show<Given> : Given extends Dimension ? ShowDimension<Given> : never;

/** The same at run time. */
export function einsumShape(equation: string, inputs: readonly Shape[]): Shape {
  const { terms, output, shared, places } = einsumPlan(equation);
  if (terms.length !== inputs.length) return mismatch(otherCount, { count: terms.length, received: inputs.length });
  const given = terms.map((labels, operand) => {
    const input = inputs[operand] as Shape;
    const values = { labels: labels.join(''), operand, input: show(input) };
    return arrangedOne(labels, input) ?? mismatch(otherRank, values);
  });
  const sizeOf = (label: string): Size | undefined =>
    places.get(label)?.reduce<Size | undefined>((earlier, [operand, axis]) => {
      const later = (given[operand] as readonly Size[])[axis] as Size;
      const found = earlier === undefined ? later : meet(earlier, later);
      if (found !== undefined) return found;
      const values = {
        earlier: showSize(earlier as Size),
        later: showSize(later),
        input: show(inputs[operand] as Shape),
      };
      return mismatch(otherSize, { label, operand, ...values });
    }, undefined);
  shared.forEach(sizeOf);
  return output.flatMap((label) => sizeOf(label) ?? (label === '...' ? [] : [null]));
}

function meet(left: Size, right: Size): Size | undefined {
  if (!Array.isArray(left)) return broadcastSize(left as Dimension, right as Dimension);
  const found = broadcastShapes(left, right as Shape);
  return typeof found === 'number' ? undefined : found;
}

function showSize(size: Size): string {
  return Array.isArray(size) ? show(size) : String(size);
}
