import type { Add, LessThan, Subtract } from '../../types/arithmetic/add.js';
import type { Modulo } from '../../types/arithmetic/divide.js';
import type { Multiply } from '../../types/arithmetic/multiply.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type InFormat, inFormat, type SpatialRank, spatialAxes } from '../../types/data-format.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type SpreadNamed, spreadNamed } from '../../types/named-windows.js';
import type { OnAxis, PerAxis } from '../../types/per-axis.js';
import { type Dimension, type Shape, type Show, show } from '../../types/shape.js';
import {
  type CheckedWindow,
  type Dilated,
  dilated,
  type Image,
  image,
  type Padding,
  type Window,
} from '../../types/window.js';
import { type KnownChannels, knownChannels } from './convolution-shape.js';

/** How a window moves over the image that is to come out, and how much longer that is made, if that is said. */
export interface TransposedWindow extends Window {
  readonly outputPadding: PerAxis | null;
}

/** The same, with numbers for each axis. */
export interface CheckedTransposedWindow extends CheckedWindow {
  readonly outputPadding: readonly number[] | null;
}

/** The size of an axis on which a window takes `Places` places: the inverse of `Slide`; of several such sizes Keras' own. */
export type Spread<
  Places extends Dimension,
  Extent extends number,
  Stride extends number,
  Mode extends Padding,
  Extra extends number | null,
> = Places extends number
  ? [Mode, Extra] extends ['valid', null]
    ? Add<Steps<Places, Stride>, Larger<Extent, Stride>>
    : [Mode, Extra] extends ['valid', number]
      ? Add<Steps<Places, Stride>, Add<Extent, Extra & number>>
      : [Mode, Extra] extends ['same', null]
        ? Multiply<Places, Stride>
        : [Mode, Extra] extends ['same', number]
          ? Add<Steps<Places, Stride>, Add<Modulo<Extent, 2>, Extra & number>>
          : number
  : Places extends string
    ? SpreadNamed<Places, Extent, Stride, Mode, Extra>
    : null;

type Steps<Places extends number, Stride extends number> = Multiply<Subtract<Places, 1>, Stride>;

type Larger<Left extends number, Right extends number> = [LessThan<Left, Right>] extends [infer IsLess]
  ? boolean extends IsLess
    ? number
    : IsLess extends true
      ? Known<Right>
      : Known<Left>
  : never;

/** The same at run time. */
function spread(places: Dimension, extent: number, stride: number, padding: Padding, extra: number | null): Dimension {
  if (places === null) return null;
  if (typeof places === 'string') return extra === null ? spreadNamed(places, extent, stride, padding) : null;
  const steps = (places - 1) * stride;
  if (padding === 'valid') return steps + (extra === null ? Math.max(extent, stride) : extent + extra);
  return extra === null ? places * stride : steps + (extent % 2) + extra;
}

const nothingLeft =
  '{layer} expects a {axis} of at least 2, to leave a positive size without padding (received {size}, in {received})';

/** The output shape of a transposed convolution: the channels become `Filters`. */
export type TransposedOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Moved extends TransposedWindow,
  Filters extends number,
> = [KnownChannels<Layer, Rank, Input, Moved['dataFormat']>] extends [infer Channels]
  ? [Channels] extends [number]
    ? [Image<Layer, Rank, Input, Moved['dataFormat']>] extends [
        readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, Dimension],
      ]
      ? [SpreadAll<Layer, Rank, Input, Sizes, Moved>] extends [infer All]
        ? [All] extends [Shape]
          ? InFormat<[Batch, ...All, Known<Filters>], Moved['dataFormat']>
          : All
        : never
      : never
    : Channels
  : never;

/** The sizes of all axes, or why there is none on one. */
type SpreadAll<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Sizes extends Shape,
  Moved extends TransposedWindow,
  All extends Shape = [],
> = [Sizes] extends [readonly [infer Places extends Dimension, ...infer Rest extends Shape]]
  ? [
      Spread<
        Places,
        Dilated<OnAxis<Moved['size'], All['length']>, OnAxis<Moved['dilationRate'], All['length']>>,
        OnAxis<Moved['strides'], All['length']>,
        Moved['padding'],
        Extra<Moved['outputPadding'], All['length']>
      >,
    ] extends [infer Size extends Dimension]
    ? IsZero<Size> extends true
      ? NothingLeft<Layer, Input, (typeof spatialAxes)[Rank], All['length'], Places>
      : SpreadAll<Layer, Rank, Input, Rest, Moved, [...All, Size]>
    : never
  : All;

// The wildcard that stands for a type parameter would be 0 as well.
type IsZero<Size> = [unknown] extends [Size] ? false : [Size] extends [0] ? true : false;

type Extra<Given extends PerAxis | null, Axis> = Given extends PerAxis ? OnAxis<Given, Axis> : null;

type NothingLeft<Layer extends string, Input, Names, Axis, Places extends Dimension> = [Input] extends [Shape]
  ? Mismatch<
      Fill<
        typeof nothingLeft,
        { layer: Layer; axis: Names[Axis & keyof Names] & string; size: Places; received: Show<Input> }
      >,
      null
    >
  : never;

/** The same at run time. */
export function transposedOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  window: CheckedTransposedWindow,
  filters: number,
): Shape {
  knownChannels(layer, rank, input, window.dataFormat);
  const given = image(layer, rank, input, window.dataFormat);
  const all = given.slice(1, -1).map((places, axis) => {
    const extent = dilated(window.size[axis] as number, window.dilationRate[axis] as number);
    const extra = window.outputPadding?.[axis] ?? null;
    const size = spread(places, extent, window.strides[axis] as number, window.padding, extra);
    if (size !== 0) return size;
    const values = { layer, axis: spatialAxes[rank][axis] as string, size: places, received: show(input) };
    return mismatch(nothingLeft, values);
  });
  return inFormat([given[0] as Dimension, ...all, filters], window.dataFormat);
}
