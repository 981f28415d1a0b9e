import { broadcastClash, type ShowAxis, showAxis } from './broadcast.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';
import type { Open } from './size-names.js';

/**
 * The size of two broadcast axes, where 1 is repeated to any other; `undefined` where they differ.
 *
 * A size that varies has to turn out as the known size of the other, or as 1; two with names as the same one.
 */
export type BroadcastSize<Left extends Dimension, Right extends Dimension> = [Left] extends [1]
  ? Right
  : [Right] extends [1]
    ? Left
    : null extends Left | Right
      ? IsOneNumber<Left> extends true
        ? Left
        : IsOneNumber<Right> extends true
          ? Right
          : [Left | Right] extends [string | null]
            ? Either<Left | Right>
            : Dimension
      : [Left] extends [Right]
        ? Left
        : [Right] extends [Left]
          ? Right
          : [Left | Right] extends [number] | [string]
            ? undefined
            : IsOneNumber<Extract<Left | Right, number>> extends true
              ? Extract<Left | Right, number>
              : Dimension;

type IsOneNumber<Size extends Dimension> = [Size] extends [number] ? (number extends Size ? false : true) : false;

/** One size that varies and another: what has a name may turn out to be 1. */
type Either<Size> = string extends Size ? Open : null;

/** The same at run time. */
export function broadcastSize(left: Dimension, right: Dimension): Dimension | undefined {
  if (left === 1 || right === 1) return left === 1 ? right : left;
  if (left === right) return left;
  if (typeof left === typeof right) return undefined;
  return [left, right].find((size) => typeof size === 'number') ?? null;
}

/** Two shapes that cannot be broadcast, and the axis on which they differ, counted from the end. */
interface Differing<FromEnd extends number> {
  readonly fromEnd: FromEnd;
}

/** Two shapes broadcast as in NumPy, aligned at their last axes: a shape, or where they differ. */
export type BroadcastShapes<Left extends Shape, Right extends Shape, Sizes extends Shape = []> = [Left] extends [
  readonly [...infer LeftRest extends Shape, infer LeftSize extends Dimension],
]
  ? [Right] extends [readonly [...infer RightRest extends Shape, infer RightSize extends Dimension]]
    ? [BroadcastSize<LeftSize, RightSize>] extends [infer Size extends Dimension]
      ? BroadcastShapes<LeftRest, RightRest, [Size, ...Sizes]>
      : Differing<[...Sizes, 1]['length']>
    : [...Left, ...Sizes]
  : [...Right, ...Sizes];

/** The same: a shape, or how many axes from the end they differ. */
export function broadcastShapes(left: Shape, right: Shape): Shape | number {
  const sizes: Dimension[] = [];
  while (sizes.length < Math.max(left.length, right.length)) {
    const fromEnd = sizes.length + 1;
    const size = broadcastSize(sizeAt(left, fromEnd), sizeAt(right, fromEnd));
    if (size === undefined) return fromEnd;
    sizes.unshift(size);
  }
  return sizes;
}

function sizeAt(shape: Shape, fromEnd: number): Dimension {
  return fromEnd > shape.length ? 1 : (shape.at(-fromEnd) as Dimension);
}

/**
 * The shape of two tensors combined element by element.
 *
 * @typeParam At the argument to blame if they do not fit.
 */
export type Elementwise<Operation extends string, Left extends Shape, Right extends Shape, At extends string> = [
  number,
] extends [Left['length'] | Right['length']]
  ? Shape
  : [BroadcastShapes<Left, Right>] extends [infer Found]
    ? [Found] extends [Differing<infer FromEnd>]
      ? DifferingOn<Operation, Left, Right, FromEnd, At>
      : Found
    : never;

/** The message for two shapes that differ. */
export type DifferingOn<
  Operation extends string,
  Left extends Shape,
  Right extends Shape,
  FromEnd extends number,
  At extends string,
> = Mismatch<
  Fill<
    typeof broadcastClash,
    { layer: Operation; earlier: Show<Left>; later: Show<Right>; axis: ShowAxis<Left, Right, FromEnd> }
  >,
  At
>;

/** The same at run time. */
export function elementwise(operation: string, left: Shape, right: Shape): Shape {
  const found = broadcastShapes(left, right);
  return typeof found === 'number' ? differingOn(operation, left, right, found) : found;
}

/** Throws the error for two shapes that differ. */
export function differingOn(operation: string, left: Shape, right: Shape, fromEnd: number): never {
  const axis = showAxis(left, right, fromEnd);
  return mismatch(broadcastClash, { layer: operation, earlier: show(left), later: show(right), axis });
}
