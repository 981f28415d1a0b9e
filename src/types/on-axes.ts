import type { AxisIndex } from './axis.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape, type Show, show } from './shape.js';

/** One axis, or several; negative ones count from the end. */
export type Axes = number | readonly number[];

/** Whether sizes on axes have to be known, because weights have them. */
export type AxisSizes = 'any' | 'known';

const expected = 'one tensor';
const noAxis = '{layer} expects an input with an axis {axis} (received {received})';
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
> = Given extends readonly [infer Axis extends number, ...infer Others extends readonly number[]]
  ? [AxisIndex<Axis, Input['length']>] extends [never]
    ? Blame<typeof noAxis, Layer, Axis, Input>
    : [Sizes, SizeOn<Input, AxisIndex<Axis, Input['length']>>] extends ['known', null]
      ? Blame<typeof openSize, Layer, Axis, Input>
      : OnEach<Layer, Input, Others, Sizes>
  : Input;

type SizeOn<Input extends Shape, Index extends number> = number extends Index ? Dimension : Input[Index];

type Blame<Template extends string, Layer extends string, Axis extends number, Input extends Shape> = Mismatch<
  Fill<Template, { layer: Layer; axis: Axis; received: Show<Input> }>,
  null
>;

/** The same at run time. */
export function onAxes(layer: string, input: Shape, axes: Axes, sizes: AxisSizes): Shape {
  if (!Array.isArray(input) || !isShape(input)) return unexpected(layer, expected, input);
  for (const axis of typeof axes === 'number' ? [axes] : axes) {
    const values = { layer, axis, received: show(input) };
    if (axis < -input.length || axis >= input.length) return mismatch(noAxis, values);
    if (sizes === 'known' && input.at(axis) === null) return mismatch(openSize, values);
  }
  return input;
}
