import { ShapeError } from '../errors.js';
import type { DType } from './dtype.js';
import { type Fill, fill } from './message.js';
import { expectation, type Mismatch } from './mismatch.js';
import type { Shape } from './shape.js';

const words = { int32: 'integers, of dtype int32', string: 'strings, of dtype string' } as const;

/** The outcome of a rule, where the elements of the input are of the type that its layer takes. */
export type FromType<Layer extends string, Given, Wanted extends keyof typeof words, Outcome> = Outcome extends Shape
  ? Given extends Wanted
    ? Outcome
    : Mismatch<
        Fill<typeof expectation, { layer: Layer; expected: (typeof words)[Wanted]; received: Given & string }>,
        null
      >
  : Outcome;

/** The same at run time: throws where they are not. */
export function checkInputType(layer: string, given: DType, wanted: keyof typeof words): void {
  if (given === wanted) return;
  throw new ShapeError(fill(expectation, { layer, expected: words[wanted], received: given }));
}
