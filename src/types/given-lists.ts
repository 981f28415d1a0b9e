import type { SpatialRank } from './data-format.js';
import type { Edges } from './edges.js';
import type { IsAny, NoSize, NotExpected, Unexpected, WrongSize } from './given.js';
import type { PerAxis } from './per-axis.js';
import type { Shape, Show, Sizes } from './shape.js';
import type { expectedSizes } from './size-names.js';

// Lists of numbers that run time rejects, as arguments: see `given.ts`. In the place of the type of a list there is one
// sentence, so that the compiler marks the list, not an item of it.

/** A size for each of `Rank` spatial axes, or one for all of them. */
export type GivenPerAxis<Who extends string, Rank extends SpatialRank, Given extends PerAxis> = true extends (
  [unknown] extends [Given]
    ? false
    : Given extends readonly number[]
      ? Rank extends Given['length']
        ? [WrongSize<Given[number]>] extends [never]
          ? false
          : true
        : true
      : [WrongSize<Given>] extends [never]
        ? false
        : true
)
  ? NotExpected<Who, `a positive integer, or a list of ${Rank}`, Given>
  : Given;

/** Whether some branch of a number, or of a list, is not one for each of `Rank` axes without these numerals. */
export type IsNotPerAxis<Given, Rank extends SpatialRank, Numerals> = [unknown] extends [Given]
  ? false
  : Given extends readonly unknown[]
    ? Rank extends Given['length']
      ? IsAny<Given[number], Numerals>
      : true
    : IsAny<Given, Numerals>;

/** The sizes of samples: positive integers, or for open sizes names, or `null`. */
export type GivenSizes<Who extends string, Given extends Shape> = true extends (
  [WrongSize<Given[number]>] extends [never]
    ? false
    : true
)
  ? NotExpected<Who, typeof expectedSizes, FirstWrong<Given>>
  : Given;

type FirstWrong<Given> = Given extends readonly [infer First, ...infer Rest]
  ? [WrongSize<First>] extends [never]
    ? FirstWrong<Rest>
    : First
  : never;

/** Sizes of which one may follow from the others. */
export type GivenTarget<Who extends string, Given extends Sizes> = true extends (
  [unknown] extends [Given]
    ? false
    : IsAny<Exclude<Given[number], -1>, NoSize> | HasTwoOpen<Given>
)
  ? NotExpected<Who, 'positive integers, and -1 or null for at most one of them', Given>
  : Given;

type HasTwoOpen<Given, HasOne = false> = [Given] extends [readonly [infer First, ...infer Rest]]
  ? [unknown] extends [First]
    ? HasTwoOpen<Rest, HasOne>
    : [First] extends [-1 | null]
      ? HasOne extends true
        ? true
        : HasTwoOpen<Rest, true>
      : HasTwoOpen<Rest, HasOne>
  : false;

/** The axes of samples in some order, counted from 1. */
export type GivenPermutation<Who extends string, Given extends readonly number[]> =
  true extends IsNoPermutation<Given>
    ? `${Who} expects each of the axes from 1 to ${Given['length']} once (received ${Show<Given>})`
    : Given;

/** Whether one of the places from 1 on is not among the axes; where those are not known, it is left to run time. */
export type IsNoPermutation<Axes extends readonly number[]> = [number] extends [Axes[number] | Axes['length']]
  ? false
  : [Exclude<Places<[0, ...Axes]>, '0' | `${Axes[number]}`>] extends [never]
    ? false
    : true;

/** The indices of a list, as keys. */
type Places<List extends readonly unknown[]> = Extract<keyof List, `${number}`>;

/** How much is added to, or taken off, both ends of each of `Rank` spatial axes. */
export type GivenEdges<Who extends string, Rank extends SpatialRank, Given> = true extends (
  [Given] extends [Edges<Rank>]
    ? IsAny<Leaves<Given>, Unexpected['an integer from 0']>
    : true
)
  ? NotExpected<
      Who,
      `an integer from 0, or ${Rank extends 1 ? 'two of them' : `a list of ${Rank}, each of which may be two`}`,
      Given
    >
  : Given;

/** The numbers in lists of lists. */
type Leaves<Given> = Given extends readonly (infer Item)[]
  ? Item extends readonly (infer Number)[]
    ? Number
    : Item
  : Given;

/** A number for all axes, or one or two for each: more than {@link Edges}, so that a wrong number of axes is one mistake. */
export type AnyEdges = number | readonly (number | readonly number[])[];
