import type { Mismatch, Unfit } from '../types/mismatch.js';
import type { Dimension, Shape } from '../types/shape.js';
import type { Apply, ShapeFunction } from '../types/shape-function.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { MessageOf, Shaped, ShapesOf } from './tensors.js';

/**
 * The shape that a rule computes. After a mismatch, so that one mistake is one error, a shape of unknown rank, or, where the
 * call has not reported it, an {@link Unfit} one.
 *
 * In a generic function the sizes need not be compared with {@link Shape}: the compiler could not decide that of a type
 * parameter at once.
 */
export type ShapeIn<Outcome, Reported = true> = Reported extends true
  ? [Outcome] extends [Shape]
    ? Outcome
    : Shape
  : HiddenShape<Outcome>;

export type HiddenShape<Outcome> = [Outcome] extends [infer Found extends readonly unknown[]]
  ? { [Axis in keyof Found]: Found[Axis] & Dimension }
  : Unfit<MessageOf<Outcome>>;

/** The same where the rule keeps the shape of the input: in a generic function at once, whatever the shape depends on. */
export type KeptShape<Given, Outcome, Reported> = Reported extends true
  ? ShapeIn<Outcome>
  : Given extends SymbolicTensor<infer Dimensions>
    ? Dimensions
    : Shape;

/**
 * Whether a call would report a mismatch: `false` in a generic function, where shapes depend on type parameters. The
 * compiler decides it there, once and for all, since a wildcard in the place of a type parameter makes the condition
 * definitely false.
 *
 * @typeParam At a type parameter of the call, so that the condition is not decided before the call: any object, all of
 *   which have `valueOf`.
 */
export type IsReported<Given, At> = At extends { readonly valueOf: KnownSizes<DimensionsIn<Given>> } ? true : false;

/** The place of a call. */
export interface Place {
  readonly isKnown: true;
}

/**
 * The named arguments of a call, inferred into `At`, which is {@link Place} where there are none.
 *
 * Layers of all kinds have the same type parameters: else the compiler does not call a union of them.
 */
export type SaidAt<At> = [At] extends [Place] ? object : At;

/** The place of a call whose named arguments are inferred into `At`. */
export type PlaceOf<At> = At extends object ? Place : never;

/**
 * The result of a call, as `Returned<Result>[keyof At]`, `At` being the type parameter that is {@link Place} in every call.
 *
 * Where something is expected of a call, the compiler infers from that into the type of the result, through all branches of it.
 * Into an indexed access it does not look, and what it knows of any of these is `unknown`.
 */
export interface Returned<Result> {
  readonly isKnown: Result;
  readonly [key: string | symbol]: unknown;
}

/** The shape of a tensor, or the union of those of several. */
export type DimensionsIn<Given> = Given extends Shaped
  ? Given['shape']
  : Given extends readonly Shaped[]
    ? Given[number]['shape']
    : ShapesOf<Given>[keyof ShapesOf<Given>];

/** `unknown` where the compiler knows the sizes, or that it never does; `never` where they depend on type parameters. */
type KnownSizes<Dimensions> = [OfAnyRank] extends [Dimensions]
  ? [unknown] extends [Dimensions]
    ? never
    : [OfAnyRank] extends [Exclude<Dimensions, OnlyUnfit<Dimensions>>]
      ? never
      : unknown
  : [unknown] extends [Dimensions[number & keyof Dimensions]]
    ? never
    : unknown;

/** The shapes of a union that are {@link Unfit}. */
export type OnlyUnfit<Dimensions> = Dimensions extends Unfit
  ? [Unfit<never>] extends [Dimensions]
    ? Dimensions
    : never
  : never;

/** A shape that fits every one that has no fixed rank. */
type OfAnyRank = [never, never, never, never, ...never[], never, never, never, never];

/** The mismatch of the inputs that are {@link Unfit}. */
export type UnfitIn<Shapes> = {
  [Key in keyof Shapes]: Shapes[Key] extends Unfit<infer Message> ? Mismatch<Message, Key & string> : never;
} extends infer Found
  ? Found[keyof Found & (Found extends readonly unknown[] ? number : string)]
  : never;

/** The name that the rule says in its sentences. */
export type NameIn<Rule extends ShapeFunction> =
  Apply<Rule, Readonly<Record<never, Shape>>> extends Mismatch<`${infer Name} ${string}`> ? Name : 'layer';
