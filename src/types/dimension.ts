import type { Multiply } from './arithmetic/multiply.js';
import type { Dimension, IsUnranked, Shape } from './shape.js';

/** The sum of two sizes, which varies where one of them does. */
export function addDimensions(left: Dimension, right: Dimension): Dimension {
  return left === null || right === null ? null : left + right;
}

/** The number of elements of a shape, which varies where one of the sizes does. */
export type Product<Input extends Shape, Result extends Dimension = 1> = [Input] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? First extends number
    ? Result extends number
      ? Product<Rest, Multiply<Result, First>>
      : null
    : null
  : [Input] extends [readonly []]
    ? Result
    : Dimension;

export function product(shape: Shape): Dimension {
  return shape.reduce<Dimension>((result, size) => (result === null || size === null ? null : result * size), 1);
}

/** Whether two sizes can be the same number: one that varies or is not known can be any. */
export type Agree<Left extends Dimension, Right extends Dimension> = [Left] extends [Right]
  ? true
  : [Right] extends [Left]
    ? true
    : [null] extends [Left | Right]
      ? true
      : false;

export function agree(left: Dimension, right: Dimension): boolean {
  return left === null || right === null || left === right;
}

/** Whether a tensor of shape `Given` may be used where `Wanted` is expected. */
export type Fits<Given extends Shape, Wanted extends Shape> =
  IsUnranked<Given> extends true
    ? true
    : IsUnranked<Wanted> extends true
      ? true
      : [Given['length']] extends [Wanted['length']]
        ? AxesAgree<Given, Wanted>
        : false;

type AxesAgree<Given extends Shape, Wanted extends Shape> = [Given] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? [Wanted] extends [readonly [infer WantedFirst extends Dimension, ...infer WantedRest extends Shape]]
    ? [Agree<First, WantedFirst>] extends [true]
      ? AxesAgree<Rest, WantedRest>
      : false
    : true
  : true;

export function fits(given: Shape, wanted: Shape): boolean {
  return given.length === wanted.length && given.every((size, axis) => agree(size, wanted[axis] as Dimension));
}
