import type { Agree } from './dimension.js';
import { agree } from './dimension.js';
import type { Dimension, IsUnranked, Shape } from './shape.js';

/** Whether a tensor of shape `Given` may be used where `Wanted` is asked for. */
export type Fits<Given extends Shape, Wanted extends Shape> =
  IsUnranked<Given> extends true
    ? true
    : IsUnranked<Wanted> extends true
      ? true
      : Given['length'] extends Wanted['length']
        ? AxesAgree<Given, Wanted>
        : false;

type AxesAgree<Given extends Shape, Wanted extends Shape> = Given extends readonly [
  infer First extends Dimension,
  ...infer Rest extends Shape,
]
  ? Wanted extends readonly [infer WantedFirst extends Dimension, ...infer WantedRest extends Shape]
    ? Agree<First, WantedFirst> extends true
      ? AxesAgree<Rest, WantedRest>
      : false
    : true
  : true;

export function fits(given: Shape, wanted: Shape): boolean {
  return given.length === wanted.length && given.every((size, axis) => agree(size, wanted[axis] as Dimension));
}
