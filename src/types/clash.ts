import type { Dimension, Shape } from './shape.js';
import type { IsSingle } from './single.js';

/** Two inputs whose sizes on an axis are known and differ, or have names that differ, by their places in the list. */
export interface Clash<Axis extends number = number, Earlier extends number = number, Later extends number = number> {
  readonly axis: Axis;
  readonly earlier: Earlier;
  readonly later: Later;
}

/**
 * The first axis on which inputs of the same rank clash, with the first two inputs that do; `null` where none do.
 *
 * The sizes that inputs have on an axis are one union, usually a single literal, so that lists of any length are cheap;
 * they are walked through only to find the input to blame.
 *
 * @typeParam Neutral sizes that agree with any other, on all axes but the batch; on the batch, `null` does.
 * @typeParam Skipped an axis on which sizes may differ.
 */
export type FirstClash<
  Inputs extends readonly Shape[],
  Neutral extends Dimension,
  Skipped extends number = never,
  Axis extends readonly unknown[] = [],
> = [Axis['length']] extends [Inputs[number]['length']]
  ? null
  : [Axis['length']] extends [Skipped]
    ? FirstClash<Inputs, Neutral, Skipped, [...Axis, unknown]>
    : [ClashOn<Inputs, Axis['length'], [Axis['length']] extends [0] ? null : Neutral>] extends [null]
      ? FirstClash<Inputs, Neutral, Skipped, [...Axis, unknown]>
      : ClashOn<Inputs, Axis['length'], [Axis['length']] extends [0] ? null : Neutral>;

type ClashOn<Inputs extends readonly Shape[], Axis extends number, Neutral extends Dimension> =
  IsSingle<Exclude<Inputs[number][Axis], Neutral>> extends true
    ? null
    : [FindClash<Inputs, Axis, Neutral | string>] extends [null]
      ? FindClash<Inputs, Axis, Neutral | number>
      : FindClash<Inputs, Axis, Neutral | string>;

/** The first input that clashes with an earlier one: which of the earlier ones is `Earlier`, once it is found. */
type FindClash<
  Inputs extends readonly Shape[],
  Axis extends number,
  Neutral extends Dimension,
  Earlier extends number | null = null,
  Place extends readonly unknown[] = [],
> = [Place['length']] extends [Inputs['length']]
  ? null
  : [IsLiteral<Exclude<Inputs[Place['length']][Axis], Neutral>>] extends [true]
    ? Earlier extends number
      ? [Exclude<Inputs[Place['length']][Axis], Neutral>] extends [Inputs[Earlier][Axis]]
        ? FindClash<Inputs, Axis, Neutral, Earlier, [...Place, unknown]>
        : Clash<Axis, Earlier, Place['length']>
      : FindClash<Inputs, Axis, Neutral, Place['length'], [...Place, unknown]>
    : FindClash<Inputs, Axis, Neutral, Earlier, [...Place, unknown]>;

type IsLiteral<Size extends Dimension> = [Size] extends [never]
  ? false
  : number extends Size
    ? false
    : string extends Size
      ? false
      : IsSingle<Size>;

/** The same at run time. */
export function firstClash(inputs: readonly Shape[], neutral: readonly Dimension[], skipped?: number): Clash | null {
  const rank = inputs[0]?.length ?? 0;
  for (let axis = 0; axis < rank; axis++) {
    const found = axis === skipped ? null : clashOn(inputs, axis, axis === 0 ? [null] : neutral);
    if (found !== null) return found;
  }
  return null;
}

function clashOn(inputs: readonly Shape[], axis: number, neutral: readonly Dimension[]): Clash | null {
  const sizes = inputs.map((input) => input[axis] as Dimension);
  for (const kind of ['number', 'string']) {
    const counts = (size: Dimension) => typeof size === kind && !neutral.includes(size);
    const earlier = sizes.findIndex(counts);
    const later = sizes.findIndex((size) => counts(size) && size !== sizes[earlier]);
    if (later >= 0) return { axis, earlier, later };
  }
  return null;
}
