import { type Fits, fits } from './fits.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type Shape, type Show, show } from './shape.js';

const wrongMask = '{layer} expects {name} of shape {expected} (received {received})';

/** `null` where the mask that a call gives under a name has the shape that it needs, or there is none; else what is wrong. */
export type MaskShape<
  Layer extends string,
  Name extends string,
  Mask,
  Wanted extends Shape,
  At extends string = Name,
> = Mask extends Shape ? (Fits<Mask, Wanted> extends true ? null : WrongMask<Layer, Name, Mask, Wanted, At>) : null;

type WrongMask<
  Layer extends string,
  Name extends string,
  Mask extends Shape,
  Wanted extends Shape,
  At extends string,
> = Mismatch<Fill<typeof wrongMask, { layer: Layer; name: Name; expected: Show<Wanted>; received: Show<Mask> }>, At>;

/** The same for a mask of scores, which may have a size of 1 where it is the same for all; `Wanted` are all its forms. */
export type ScoresMaskShape<
  Layer extends string,
  Name extends string,
  Mask,
  Wanted extends readonly [Shape, Shape],
> = Mask extends Shape
  ? Repeats<Mask, Wanted[0]> | Repeats<Mask, Wanted[1]> extends false
    ? WrongMask<Layer, Name, Mask, Wanted[0], Name>
    : null
  : null;

/** Whether a mask fits once sizes of 1 are repeated. */
type Repeats<Mask extends Shape, Wanted extends Shape> = Fits<
  Mask,
  { [Axis in keyof Wanted]: Axis extends keyof Mask ? (Mask[Axis] extends 1 ? 1 : Wanted[Axis]) : Wanted[Axis] }
>;

/** The same at run time: throws what is wrong. */
export function maskShape(layer: string, name: string, mask: Shape | null, wanted: Shape): void {
  if (mask === null || fits(mask, wanted)) return;
  mismatch(wrongMask, { layer, name, expected: show(wanted), received: show(mask) });
}

/** The same for a mask of scores. */
export function scoresMaskShape(
  layer: string,
  name: string,
  mask: Shape | null,
  wanted: readonly [Shape, Shape],
): void {
  if (mask === null || wanted.some((form) => repeats(mask, form))) return;
  mismatch(wrongMask, { layer, name, expected: show(wanted[0]), received: show(mask) });
}

function repeats(mask: Shape, wanted: Shape): boolean {
  return fits(
    mask,
    wanted.map((size, axis) => (mask[axis] === 1 ? 1 : size)),
  );
}
