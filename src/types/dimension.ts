import type { Multiply } from './arithmetic/multiply.js';
import type { Known } from './arithmetic/operands.js';
import { type Scaled, scaled } from './named-size.js';
import type { Dimension, IsUnranked, OneName, Shape } from './shape.js';

/** The number of elements of a shape, which varies where one of the sizes does. */
export type Product<Input extends Shape, Result extends Dimension = 1> = [Input] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? First extends number
    ? Result extends number
      ? Product<Rest, Multiply<Result, First>>
      : Result extends string
        ? Product<Rest, Scaled<Result, First>>
        : null
    : Result extends number
      ? Product<Rest, Scaled<First, Result>>
      : null
  : [Input] extends [readonly []]
    ? Result
    : Dimension;

export function product(shape: Shape): Dimension {
  return shape.reduce<Dimension>((result, size) => {
    if (typeof size === 'number') return scaled(result, size);
    return typeof result === 'number' ? scaled(size, result) : null;
  }, 1);
}

/** Whether two sizes can be the same number: one that varies or is not known can be any, but for one of another name. */
export type Agree<Left extends Dimension, Right extends Dimension> = [Left] extends [Right]
  ? true
  : [Right] extends [Left]
    ? true
    : [null] extends [Left | Right]
      ? true
      : [Left | Right] extends [number] | [string]
        ? false
        : true;

export function agree(left: Dimension, right: Dimension): boolean {
  return left === null || right === null || left === right || typeof left !== typeof right;
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

/** The common size of sizes that agree: the known one if there is one, else the one with a name. */
export type Common<Sizes> = [Sizes] extends [null]
  ? null
  : [Exclude<Sizes, null>] extends [number]
    ? Known<Exclude<Sizes, null> & number>
    : CommonOf<Extract<Sizes, number>, Extract<Sizes, string>>;

type CommonOf<Numbers extends number, Names extends string> = [Numbers] extends [never]
  ? OneName<Names>
  : Known<Numbers>;

export function common(sizes: Shape): Dimension {
  return sizes.find((size) => typeof size === 'number') ?? sizes.find((size) => size !== null) ?? null;
}

export function fits(given: Shape, wanted: Shape): boolean {
  return given.length === wanted.length && given.every((size, axis) => agree(size, wanted[axis] as Dimension));
}
