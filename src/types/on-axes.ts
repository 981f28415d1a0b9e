import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import { type Dimension, type IsOpen, isOpen, isShape, type Shape, type Show, show } from './shape.js';

/** One axis, or several; negative ones count from the end. */
export type Axes = number | readonly number[];

/** Whether sizes on axes have to be known, because weights have them. */
export type AxisSizes = 'any' | 'known';

const expected = 'one tensor';
const noAxis = '{layer} expects an input with an axis {axis} (received {received})';
const repeatedOnAxes = '{layer}: axis expects each axis once (received {axes}, of {received})';
const openSize = '{layer} expects a known size on axis {axis} (received {received})';

/**
 * The input, if it has the axes that a layer works along; else a mismatch. What most calls have is asked first.
 */
export type OnAxes<Layer extends string, Input, Given extends Axes, Sizes extends AxisSizes> = [
  Input,
  Given,
  Sizes,
] extends [infer Found extends readonly [Dimension, ...Shape, number], -1, 'known']
  ? [...Found]
  : OnGivenAxes<Layer, Input, Given, Sizes>;

/** (Of the sizes only the first is looked at, so that the compiler can decide it where others are type parameters.) */
type OnGivenAxes<Layer extends string, Input, Given extends Axes, Sizes extends AxisSizes> = [Input] extends [
  readonly [infer Batch, ...unknown[]],
]
  ? [Batch] extends [Dimension]
    ? [number] extends [Input['length']]
      ? [...Input]
      : OnEach<Layer, Input, [Given] extends [readonly number[]] ? Given : [Given & number], Sizes>
    : Unexpected<Layer, typeof expected, Input>
  : [Input] extends [readonly []]
    ? OnEach<Layer, Input, [Given] extends [readonly number[]] ? Given : [Given & number], Sizes>
    : [Input] extends [Shape]
      ? [...Input]
      : Unexpected<Layer, typeof expected, Input>;

type OnEach<
  Layer extends string,
  Input extends readonly unknown[],
  Given extends readonly number[],
  Sizes extends AxisSizes,
  Rest extends readonly number[] = Given,
  Found extends number = never,
> = [Rest] extends [readonly [infer Axis extends number, ...infer Others extends readonly number[]]]
  ? [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
    ? [number] extends [Index]
      ? OnEach<Layer, Input, Given, Sizes, Others, Found>
      : [Index] extends [never]
        ? Blame<typeof noAxis, Layer, Axis, Input>
        : [Index] extends [Found]
          ? Mismatch<
              Fill<typeof repeatedOnAxes, { layer: Layer; axes: ShowPerAxis<Given>; received: ShowShape<Input> }>,
              null
            >
          : [Sizes, IsOpen<Input[Index]>] extends ['known', true]
            ? Blame<typeof openSize, Layer, Axis, Input>
            : OnEach<Layer, Input, Given, Sizes, Others, Found | Index>
    : never
  : Input;

type Blame<Template extends string, Layer extends string, Axis extends number, Input> = Mismatch<
  Fill<Template, { layer: Layer; axis: Axis; received: ShowShape<Input> }>,
  null
>;

type ShowShape<Input> = [Input] extends [Shape] ? Show<Input> : never;

/** The same at run time. */
export function onAxes(layer: string, input: Shape, axes: Axes, sizes: AxisSizes): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected(layer, expected, input);
  const given = typeof axes === 'number' ? [axes] : axes;
  const found = new Set<number>();
  for (const axis of given) {
    const index = axis < 0 ? axis + input.length : axis;
    const values = { layer, axis, received: show(input) };
    if (index < 0 || index >= input.length) return mismatch(noAxis, values);
    if (found.has(index)) return mismatch(repeatedOnAxes, { layer, axes: showPerAxis(given), received: show(input) });
    found.add(index);
    if (sizes === 'known' && isOpen(input[index])) return mismatch(openSize, values);
  }
  return input;
}

const repeatedInSet = '{argument} expects each axis once (received {axes})';

/**
 * The indices of axes among `Rank` axes, as a union; `number` where they are not known, and a mismatch that blames `axis`
 * where one does not exist or is repeated.
 */
export type AxisSet<Argument extends string, Given extends Axes, Rank extends number> = [Given] extends [
  readonly number[],
]
  ? Collected<Argument, Given, Rank, Given>
  : Collected<Argument, [Given & number], Rank, Given>;

type Collected<
  Argument extends string,
  Rest extends readonly number[],
  Rank extends number,
  Given extends Axes,
  Found extends number = never,
> = [Rest] extends [readonly [infer Axis extends number, ...infer Others extends readonly number[]]]
  ? [AxisIndex<Axis, Rank>] extends [infer Index extends number]
    ? [Index] extends [never]
      ? NoSuchAxis<Argument, Axis, Rank>
      : number extends Index
        ? number
        : [Index] extends [Found]
          ? Mismatch<Fill<typeof repeatedInSet, { argument: Argument; axes: ShowPerAxis<Given> }>, 'axis'>
          : Collected<Argument, Others, Rank, Given, Found | Index>
    : never
  : [Rest] extends [readonly []]
    ? Found
    : number;

/** The same at run time, in order. */
export function axisSet(argument: string, given: Axes, rank: number): readonly number[] {
  const found: number[] = [];
  for (const axis of [given].flat()) {
    const index = axisOf(argument, axis, rank);
    if (found.includes(index)) return mismatch(repeatedInSet, { argument, axes: showPerAxis(given) });
    found.push(index);
  }
  return found.sort((left, right) => left - right);
}

/** A shape with `Instead` in place of some of its axes. */
export type Replaced<
  Rest extends Shape,
  Indices extends number,
  Instead extends Shape,
  Passed extends readonly unknown[] = [],
  Output extends Shape = [],
> = [Rest] extends [readonly [infer Size extends Dimension, ...infer Others extends Shape]]
  ? Replaced<
      Others,
      Indices,
      Instead,
      [...Passed, unknown],
      [Passed['length']] extends [Indices] ? [...Output, ...Instead] : [...Output, Size]
    >
  : Output;

export function replaced(shape: Shape, indices: readonly number[], instead: Shape): Shape {
  return shape.flatMap((size, axis) => (indices.includes(axis) ? instead : [size]));
}
