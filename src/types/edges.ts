import { ArgumentError, received } from '../errors.js';
import type { Add, Subtract } from './arithmetic/add.js';
import type { Multiply } from './arithmetic/multiply.js';
import { type DataFormat, type InFormat, inFormat, type SpatialRank, spatialAxes } from './data-format.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Minus, minus, type Plus, plus } from './named-size.js';
import type { SpatialAxes } from './per-axis.js';
import { type Dimension, isOpen, type Shape, type Show, show } from './shape.js';
import { type Image, image } from './window.js';

/** The widths of both edges of an axis: one number for both, or one for each. */
export type AxisEdges = number | readonly [before: number, after: number];

/** The widths of the edges of `Rank` spatial axes: one number for all, or the edges of each axis. */
export type Edges<Rank extends SpatialRank> =
  | number
  | { 1: readonly [before: number, after: number]; 2: SpatialAxes<2, AxisEdges>; 3: SpatialAxes<3, AxisEdges> }[Rank];

/** The same as two numbers for each axis. */
export type CheckedEdges = readonly (readonly [before: number, after: number])[];

/** Whether edges are added or removed. */
export type EdgeChange = 'pad' | 'crop';

/** The sum of both edges of an axis. */
type OnBothEdges<Given, Rank extends SpatialRank, Axis> = Given extends number
  ? Multiply<Given, 2>
  : Rank extends 1
    ? [Given] extends [readonly [infer Before extends number, infer After extends number]]
      ? Add<Before, After>
      : number
    : Axis extends keyof Given
      ? OnBothEdges<Given[Axis], 1, 0>
      : number;

const tooSmall =
  '{layer} expects a {axis} greater than {cropped}, the size that is cropped (received {size}, in {received})';

/** The shape of an image that is padded or cropped along its spatial axes. */
export type EdgesOutput<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Given,
  Format extends DataFormat,
  Change extends EdgeChange,
> = [Image<Layer, Rank, Input, Format>] extends [infer Found]
  ? [Found] extends [
      readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Kept extends Dimension],
    ]
    ? [ChangeAll<Layer, Rank, Input, Sizes, Given, Change>] extends [infer Changed]
      ? [Changed] extends [Shape]
        ? InFormat<[Batch, ...Changed, Kept], Format>
        : Changed
      : never
    : Found
  : never;

type ChangeAll<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Sizes extends Shape,
  Given,
  Change extends EdgeChange,
  Changed extends Shape = [],
> = [Sizes] extends [readonly [infer Size extends Dimension, ...infer Rest extends Shape]]
  ? [ChangeSize<Size, OnBothEdges<Given, Rank, Changed['length']>, Change>] extends [infer New extends Dimension]
    ? ChangeAll<Layer, Rank, Input, Rest, Given, Change, [...Changed, New]>
    : TooSmall<
        Layer,
        Input,
        (typeof spatialAxes)[Rank],
        Changed['length'],
        OnBothEdges<Given, Rank, Changed['length']>,
        Size
      >
  : Changed;

/** The size with edges added or removed; `undefined` where nothing is left. */
type ChangeSize<Size extends Dimension, Both extends number, Change extends EdgeChange> = Size extends number
  ? Change extends 'pad'
    ? Add<Size, Both>
    : Left<Subtract<Size, Both>>
  : Change extends 'pad'
    ? Plus<Size, Both>
    : Minus<Size, Both>;

// The wildcard that stands for a type parameter would be 0 as well.
type Left<Size extends number> = [unknown] extends [Size] ? Size : [Size] extends [0] ? undefined : Size;

type TooSmall<Layer extends string, Input, Names, Axis, Cropped extends number, Size extends Dimension> = [
  Input,
] extends [Shape]
  ? Mismatch<
      Fill<
        typeof tooSmall,
        { layer: Layer; axis: Names[Axis & keyof Names] & string; cropped: Cropped; size: Size; received: Show<Input> }
      >,
      null
    >
  : never;

export function edgesOutput(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  edges: CheckedEdges,
  format: DataFormat,
  change: EdgeChange,
): Shape {
  const given = image(layer, rank, input, format);
  const changed = given.slice(1, -1).map((size, axis) => {
    const [before, after] = edges[axis] as readonly [number, number];
    if (change === 'pad') return plus(size, before + after);
    if (isOpen(size) || size > before + after) return minus(size, before + after);
    const values = { axis: spatialAxes[rank][axis] as string, cropped: before + after, size, received: show(input) };
    return mismatch(tooSmall, { layer, ...values });
  });
  return inFormat([given[0] as Dimension, ...changed, given.at(-1) as Dimension], format);
}

/**
 * The widths of the edges before and after each of `rank` axes.
 *
 * @throws ArgumentError if one is not an integer; `owner` names the argument: `ZeroPadding2D: padding`.
 */
export function edgesOf(owner: string, given: Edges<SpatialRank>, rank: SpatialRank): CheckedEdges {
  const perAxis = typeof given === 'number' ? Array<number>(rank).fill(given) : rank === 1 ? [given] : given;
  const axes: readonly unknown[] = Array.isArray(perAxis) ? [...perAxis] : [];
  const edges = axes.map((edge): readonly unknown[] => (Array.isArray(edge) ? [...edge] : [edge, edge]));
  const isRight = edges.length === rank && edges.every(({ length }) => length === 2);
  if (
    isRight &&
    edges.flat().every((edge) => Number.isSafeInteger(edge) && (edge as number) >= 0 && (edge as number) < 2 ** 31)
  ) {
    return edges as readonly unknown[] as CheckedEdges;
  }
  const wanted = rank === 1 ? 'two of them' : `a list of ${rank}, each of which may be two`;
  throw new ArgumentError(`${owner} expects an integer from 0, or ${wanted} (received ${received(given)})`);
}
