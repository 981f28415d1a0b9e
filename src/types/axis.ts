import type { LessThan, Subtract } from './arithmetic/add.js';
import type { Known } from './arithmetic/operands.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';

const outOfRange = '{argument} expects an integer from -{rank} to {last} (received {axis})';

/**
 * The index of an axis among `Rank` axes, counted from 0; negative ones count from the end. `never` for an axis that does
 * not exist, `number` where the compiler does not know the axis.
 */
export type AxisIndex<Axis extends number, Rank extends number> = [number] extends [Axis | Rank]
  ? number
  : Known<IndexOf<Axis, Rank>>;

type IndexOf<Axis extends number, Rank extends number> = Axis extends unknown
  ? `${Axis}` extends `-${infer FromEnd extends number}`
    ? Subtract<Rank, FromEnd>
    : LessThan<Axis, Rank> extends true
      ? Axis
      : never
  : never;

/** The message for an axis that does not exist. */
export type NoSuchAxis<Argument extends string, Axis extends number, Rank extends number> = Mismatch<
  Fill<typeof outOfRange, { argument: Argument; axis: Axis; rank: Rank; last: Subtract<Rank, 1> }>,
  'axis'
>;

/** The run-time twin of both: the index of an axis, or a `ShapeError` that names the argument: `concatenate: axis`. */
export function axisOf(argument: string, axis: number, rank: number): number {
  if (Number.isInteger(axis) && axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  return mismatch(outOfRange, { argument, axis, rank, last: rank - 1 });
}
