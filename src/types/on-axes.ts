import type { AxisIndex } from './axis.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import { type Dimension, type IsUnranked, isShape, type Shape, type Show, show } from './shape.js';

/** One axis, or several; negative ones count from the end. */
export type Axes = number | readonly number[];

/** Whether sizes on axes have to be known, because weights have them. */
export type AxisSizes = 'any' | 'known';

const expected = 'one tensor';
const noAxis = '{layer} expects an input with an axis {axis} (received {received})';
const repeated = '{layer}: axis expects each axis once (received {axes}, of {received})';
const openSize = '{layer} expects a known size on axis {axis} (received {received})';

/** The input, where it has the axes that a layer works along. */
export type OnAxes<Layer extends string, Input, Given extends Axes, Sizes extends AxisSizes> = Input extends Shape
  ? IsUnranked<Input> extends true
    ? Input
    : Given extends readonly number[]
      ? OnEach<Layer, Input, Given, Sizes>
      : OnEach<Layer, Input, [Given & number], Sizes>
  : Unexpected<Layer, typeof expected, Input>;

type OnEach<
  Layer extends string,
  Input extends Shape,
  Given extends readonly number[],
  Sizes extends AxisSizes,
  Rest extends readonly number[] = Given,
  Found extends number = never,
> = Rest extends readonly [infer Axis extends number, ...infer Others extends readonly number[]]
  ? AxisIndex<Axis, Input['length']> extends infer Index extends number
    ? [Index] extends [never]
      ? Blame<typeof noAxis, Layer, Axis, Input>
      : [Index] extends [Found]
        ? Mismatch<Fill<typeof repeated, { layer: Layer; axes: ShowPerAxis<Given>; received: Show<Input> }>, null>
        : [Sizes, SizeOn<Input, Index>] extends ['known', null]
          ? Blame<typeof openSize, Layer, Axis, Input>
          : OnEach<Layer, Input, Given, Sizes, Others, number extends Index ? Found : Found | Index>
    : never
  : Input;

type SizeOn<Input extends Shape, Index extends number> = number extends Index ? Dimension : Input[Index];

type Blame<Template extends string, Layer extends string, Axis extends number, Input extends Shape> = Mismatch<
  Fill<Template, { layer: Layer; axis: Axis; received: Show<Input> }>,
  null
>;

/** The same at run time. */
export function onAxes(layer: string, input: Shape, axes: Axes, sizes: AxisSizes): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected(layer, expected, input);
  const given = typeof axes === 'number' ? [axes] : axes;
  const found = new Set<number>();
  for (const axis of given) {
    const index = axis < 0 ? axis + input.length : axis;
    const values = { layer, axis, received: show(input) };
    if (index < 0 || index >= input.length) return mismatch(noAxis, values);
    if (found.has(index)) return mismatch(repeated, { layer, axes: showPerAxis(given), received: show(input) });
    found.add(index);
    if (sizes === 'known' && input[index] === null) return mismatch(openSize, values);
  }
  return input;
}
