import type { Add, Subtract } from './arithmetic/add.js';
import type { CeilDivide, FloorDivide } from './arithmetic/divide.js';
import type { Multiply } from './arithmetic/multiply.js';
import type { Known } from './arithmetic/operands.js';
import {
  type ChannelsLast,
  channelsLast,
  type DataFormat,
  type InFormat,
  inFormat,
  layouts,
  type SpatialRank,
  spatialAxes,
  type UnknownSizes,
} from './data-format.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type SlideNamed, slideNamed } from './named-windows.js';
import type { OnAxis, PerAxis } from './per-axis.js';
import { type Dimension, isOpen, type Shape, type Show, show } from './shape.js';

/**
 * The padding of an image before a window slides over it: none; as much as keeps its size, for a stride of 1, on both
 * sides alike; or the same amount before the image only.
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

/** The number of positions of a window along an axis: `undefined` if it is larger than the axis. */
export type Slide<
  Size extends Dimension,
  Extent extends number,
  Stride extends number,
  Mode extends Padding,
> = Size extends number
  ? [Mode] extends ['valid']
    ? [Extent, Stride] extends [Stride, Extent]
      ? Steps<FloorDivide<Size, Stride>, 1>
      : Steps<Subtract<Size, Subtract<Extent, 1>>, Stride>
    : ['valid'] extends [Mode]
      ? number
      : Steps<Size, Stride>
  : Size extends string
    ? SlideNamed<Size, Extent, Stride, Mode>
    : null;

/** The same; `undefined` if the window is larger than the axis. */
export function slide(size: Dimension, extent: number, stride: number, padding: Padding): Dimension | undefined {
  if (isOpen(size)) return size === null ? null : slideNamed(size, extent, stride, padding);
  return steps(padding === 'valid' ? size - (extent - 1) : size, stride);
}

/** The number of positions that a stride leaves of all; `undefined` if there is none. */
type Steps<Places extends number, Stride extends number> = [unknown] extends [Places]
  ? Places
  : [Places] extends [0]
    ? undefined
    : [Stride] extends [1]
      ? Places
      : CeilDivide<Places, Stride>;

function steps(places: number, stride: number): number | undefined {
  return places < 1 ? undefined : Math.ceil(places / stride);
}

const tooSmall =
  '{layer} expects a {axis} of at least {extent}, the size of its window (received {size}, in {received})';

/** An image with its channels last, or a mismatch. */
export type Image<Layer extends string, Rank extends SpatialRank, Input, Format extends DataFormat> = [Input] extends [
  readonly [Dimension, Dimension, ...infer Rest extends Shape],
]
  ? [number] extends [Rest['length']]
    ? UnknownSizes[Rank]
    : [Rest['length']] extends [Rank]
      ? ChannelsLast<Input, Format>
      : Unexpected<Layer, (typeof layouts)[Rank][Format], Input>
  : [Input] extends [Shape]
    ? [number] extends [Input['length']]
      ? UnknownSizes[Rank]
      : Unexpected<Layer, (typeof layouts)[Rank][Format], Input>
    : Unexpected<Layer, (typeof layouts)[Rank][Format], Input>;

export function image(layer: string, rank: SpatialRank, input: Shape, format: DataFormat): Shape {
  return input.length === rank + 2 ? channelsLast(input, format) : unexpected(layer, layouts[rank][format], input);
}

/** The output shape of a window that slides over an image, with `Channels` channels, or as many as the input has. */
export type WindowOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends Window,
  Channels extends number | 'kept' = 'kept',
> = [Image<Layer, Rank, Input, Moved['dataFormat']>] extends [infer Given]
  ? [Given] extends [
      readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Kept extends Dimension],
    ]
    ? [
        [Moved['strides'], Moved['size'], Moved['padding']] extends Keeping
          ? Sizes
          : SlideAll<Layer, Rank, Input, Sizes, Moved>,
      ] extends [infer Slid]
      ? [Slid] extends [Shape]
        ? InFormat<
            [Batch, ...Slid, [Channels] extends ['kept'] ? Kept : Known<Exclude<Channels, 'kept'>>],
            Moved['dataFormat']
          >
        : Slid
      : never
    : Given
  : never;

/** The strides, size and padding of windows that keep the sizes of an image: most of them do. */
type Keeping = [1, PerAxis, 'same' | 'causal'] | [1, 1, Padding];

/** The positions on each of the spatial axes of the input, or a mismatch. */
export type SlideAll<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Sizes extends Shape,
  Moved extends Window,
  Slid extends Shape = [],
> = [Sizes] extends [readonly [infer Size extends Dimension, ...infer Rest extends Shape]]
  ? [Slide<Size, Extent<Moved, Slid['length']>, OnAxis<Moved['strides'], Slid['length']>, Moved['padding']>] extends [
      infer Places extends Dimension,
    ]
    ? SlideAll<Layer, Rank, Input, Rest, Moved, [...Slid, Places]>
    : TooSmall<Layer, Input, (typeof spatialAxes)[Rank], Slid['length'], Extent<Moved, Slid['length']>, Size>
  : Slid;

type Extent<Moved extends Window, Axis> = Dilated<OnAxis<Moved['size'], Axis>, OnAxis<Moved['dilationRate'], Axis>>;

type TooSmall<Layer extends string, Input, Names, Axis, Extent extends number, Size extends Dimension> = [
  Input,
] extends [Shape]
  ? Mismatch<
      Fill<
        typeof tooSmall,
        {
          layer: Layer;
          axis: Names[Axis & keyof Names] & string;
          extent: Extent;
          size: Size;
          received: Show<Input>;
        }
      >,
      null
    >
  : never;

export function windowOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  window: CheckedWindow,
  channels: number | 'kept' = 'kept',
): Shape {
  const given = image(layer, rank, input, window.dataFormat);
  const slid = slideAll(layer, rank, input, given.slice(1, -1), window);
  return inFormat(
    [given[0] as Dimension, ...slid, channels === 'kept' ? (given.at(-1) as Dimension) : channels],
    window.dataFormat,
  );
}

/** The positions on each of the spatial axes of `input`, whose sizes are `sizes`. */
export function slideAll(layer: string, rank: SpatialRank, input: Shape, sizes: Shape, window: CheckedWindow): Shape {
  return sizes.map((size, axis) => {
    const extent = dilated(window.size[axis] as number, window.dilationRate[axis] as number);
    const places = slide(size, extent, window.strides[axis] as number, window.padding);
    if (places !== undefined) return places;
    const values = { layer, axis: spatialAxes[rank][axis] as string, extent, size, received: show(input) };
    return mismatch(tooSmall, values);
  });
}
