import { ArgumentError, received } from '../errors.js';
import type { LessThan } from './arithmetic/add.js';
import type { Known } from './arithmetic/operands.js';
import type { SpatialRank } from './data-format.js';

/** A number for all spatial axes of an image, or one for each. */
export type PerAxis = number | readonly number[];

/** One number for height and width alike, or one for each. */
export type Pair = number | readonly [height: number, width: number];

/** One number for each of `Rank` spatial axes. */
export type SpatialAxes<Rank extends SpatialRank, Item = number> = {
  1: readonly [steps: Item];
  2: readonly [height: Item, width: Item];
  3: readonly [depth: Item, height: Item, width: Item];
}[Rank];

/** One number for all of `Rank` spatial axes alike, or one for each. */
export type PerSpatialAxis<Rank extends SpatialRank> = number | SpatialAxes<Rank>;

/** The number for the axis at an index. */
export type OnAxis<Given extends PerAxis, Axis> = Given extends readonly number[]
  ? Axis extends keyof Given
    ? Given[Axis] & number
    : number
  : Given;

/**
 * A positive integer for each of `rank` axes, from one for all or one for each; 0 where that is the `least`.
 *
 * @throws ArgumentError if it is anything else; `owner` names the argument: `Conv2D: strides`.
 */
export function perAxis(owner: string, given: PerAxis, rank: number, least: 0 | 1 = 1): readonly number[] {
  const sizes = typeof given === 'number' ? Array<number>(rank).fill(given) : given;
  const isRight = Array.isArray(sizes) && sizes.length === rank;
  if (isRight && [...sizes].every((size) => Number.isSafeInteger(size) && size >= least && size < 2 ** 31)) {
    return Object.freeze([...sizes]);
  }
  const integer = least === 0 ? 'an integer from 0' : 'a positive integer';
  throw new ArgumentError(`${owner} expects ${integer}, or a list of ${rank} (received ${received(given)})`);
}

/** Whether a number is more than 1 on some axis; `false` where that is not known. */
export type MoreThanOne<Given extends PerAxis> = Given extends readonly [
  infer First extends number,
  ...infer Rest extends readonly number[],
]
  ? MoreThanOne<First> extends true
    ? true
    : MoreThanOne<Rest>
  : Given extends number
    ? number extends Known<Given>
      ? false
      : Given extends 0 | 1
        ? false
        : true
    : false;

export function moreThanOne(given: readonly number[]): boolean {
  return given.some((number) => number > 1);
}

/** Whether one number is less than another on every axis: `false` where it is known not to be. */
export type LessOnEach<Left extends PerAxis | null, Right extends PerAxis> = Left extends number
  ? Right extends number
    ? LessThan<Left, Right>
    : Right extends readonly [infer First extends number, ...infer Rest extends readonly number[]]
      ? LessThan<Left, First> extends false
        ? false
        : LessOnEach<Left, Rest>
      : true
  : Left extends readonly [infer First extends number, ...infer Rest extends readonly number[]]
    ? LessThan<First, OnAxis<Right, '0'>> extends false
      ? false
      : LessOnEach<Rest, BehindFirst<Right>>
    : true;

type BehindFirst<Given extends PerAxis> = Given extends readonly [number, ...infer Rest extends readonly number[]]
  ? Rest
  : Given;

export function lessOnEach(left: readonly number[], right: readonly number[]): boolean {
  return left.every((number, axis) => number < (right[axis] as number));
}

/** `2`, or `[2, 1]`: the numbers of axes, as messages show them. */
export type ShowPerAxis<Given extends PerAxis | null> = Given extends readonly [
  infer First extends number,
  ...infer Rest extends readonly number[],
]
  ? `[${First}${ShowRest<Rest>}]`
  : Given extends number
    ? `${Given}`
    : '[]';

type ShowRest<Given extends readonly number[], Shown extends string = ''> = Given extends readonly [
  infer First extends number,
  ...infer Rest extends readonly number[],
]
  ? ShowRest<Rest, `${Shown}, ${First}`>
  : Shown;

export function showPerAxis(given: PerAxis): string {
  return typeof given === 'number' ? String(given) : `[${given.join(', ')}]`;
}
