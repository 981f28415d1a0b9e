import type { Add } from './arithmetic/add.js';
import type { CeilDivide, FloorDivide } from './arithmetic/divide.js';
import type { Known } from './arithmetic/known.js';
import type { Multiply } from './arithmetic/multiply.js';
import type { Subtract } from './arithmetic/subtract.js';
import {
  type AxisCount,
  type ChannelsLast,
  channelsLast,
  type DataFormat,
  type InFormat,
  inFormat,
  layouts,
  type SpatialRank,
  spatialAxes,
} from './data-format.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import type { OnAxis, PerAxis } from './per-axis.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

/**
 * What is put around an image before a window slides over it: nothing; as much as keeps its size, for a stride of 1, on both
 * sides alike; or all of that before it.
 */
export type Padding = 'valid' | 'same' | 'causal';

/** How a window moves over an image, as a shape rule sees it. */
export interface Window {
  readonly size: PerAxis;
  readonly strides: PerAxis;
  readonly dilationRate: PerAxis;
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
}

/** The same, with a number for each axis. */
export interface CheckedWindow extends Window {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
}

/** The size of a window with the holes that dilation makes in it. */
export type Dilated<Size extends number, Rate extends number> = Rate extends 1
  ? Known<Size>
  : Add<Multiply<Subtract<Size, 1>, Rate>, 1>;

export function dilated(size: number, rate: number): number {
  return (size - 1) * rate + 1;
}

/** The number of places that a window takes along an axis: `never` where it is larger than the axis. */
export type Slide<
  Size extends Dimension,
  Extent extends number,
  Stride extends number,
  Mode extends Padding,
> = Size extends number
  ? [Mode] extends ['valid']
    ? Subtract<Size, Extent> extends infer Steps extends number
      ? [Steps] extends [never]
        ? never
        : Add<FloorDivide<Steps, Stride> & number, 1>
      : never
    : ['valid'] extends [Mode]
      ? number
      : CeilDivide<Size, Stride>
  : null;

/** The same; `undefined` where the window is larger than the axis. */
export function slide(size: Dimension, extent: number, stride: number, padding: Padding): Dimension | undefined {
  if (size === null) return null;
  if (padding !== 'valid') return Math.ceil(size / stride);
  return size < extent ? undefined : Math.floor((size - extent) / stride) + 1;
}

type Extent<Moved extends Window, Axis> = Dilated<OnAxis<Moved['size'], Axis>, OnAxis<Moved['dilationRate'], Axis>>;

type SlideAll<Sizes extends Shape, Moved extends Window> = {
  [Axis in keyof Sizes]: Slide<Sizes[Axis], Extent<Moved, Axis>, OnAxis<Moved['strides'], Axis>, Moved['padding']>;
};

const tooSmall =
  '{layer} expects a {axis} of at least {extent}, the size of its window (received {size}, in {received})';

/** An image with its channels last, or why it is none. */
export type Image<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Format extends DataFormat,
> = Input extends Shape & { readonly length: AxisCount[Rank] }
  ? ChannelsLast<Input, Format>
  : Unexpected<Layer, (typeof layouts)[Rank][Format], Input>;

export function image(layer: string, rank: SpatialRank, input: Shape, format: DataFormat): Shape {
  return input.length === rank + 2 ? channelsLast(input, format) : unexpected(layer, layouts[rank][format], input);
}

/** What comes out of a window that slides over an image: `Channels` of them, or as many as go in. */
export type WindowOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Channels extends number | 'kept' = 'kept',
> =
  Image<Layer, Rank, Input, Moved['dataFormat']> extends infer Given
    ? Given extends readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Kept extends Dimension]
      ? SlideAll<Sizes, Moved> extends infer Slid extends Shape
        ? FirstNever<Slid> extends infer Axis extends number
          ? Mismatch<TooSmall<Layer, Rank, Input, Sizes, Moved, Axis>, null>
          : InFormat<[Batch, ...Slid, Channels extends number ? Known<Channels> : Kept], Moved['dataFormat']>
        : never
      : Given
    : never;

export function windowOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  window: CheckedWindow,
  channels: number | 'kept' = 'kept',
): Shape {
  const given = image(layer, rank, input, window.dataFormat);
  const slid = given.slice(1, -1).map((size, axis) => {
    const extent = dilated(window.size[axis] as number, window.dilationRate[axis] as number);
    const places = slide(size, extent, window.strides[axis] as number, window.padding);
    if (places !== undefined) return places;
    const values = { layer, axis: spatialAxes[rank][axis] as string, extent, size, received: show(input) };
    return mismatch(tooSmall, values);
  });
  return inFormat(
    [given[0] as Dimension, ...slid, channels === 'kept' ? (given.at(-1) as Dimension) : channels],
    window.dataFormat,
  );
}

/** The index of the first axis that a window does not fit in, or `null`. */
type FirstNever<Sizes extends Shape, Before extends readonly unknown[] = []> = Sizes extends readonly [
  infer First,
  ...infer Rest extends Shape,
]
  ? [First] extends [never]
    ? Before['length']
    : FirstNever<Rest, [...Before, unknown]>
  : null;

type TooSmall<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Sizes extends Shape,
  Moved extends Window,
  Axis extends number,
> = Fill<
  typeof tooSmall,
  {
    layer: Layer;
    axis: (typeof spatialAxes)[Rank][Axis & keyof (typeof spatialAxes)[Rank]] & string;
    extent: Extent<Moved, `${Axis}`>;
    size: Sizes[Axis] & number;
    received: Input extends Shape ? Show<Input> : never;
  }
>;
