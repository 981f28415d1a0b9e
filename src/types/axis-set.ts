import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import type { Axes } from './on-axes.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import type { Dimension, Shape } from './shape.js';

const repeated = '{argument} expects each axis once (received {axes})';

/**
 * The indices of axes among `Rank` axes, as a union; `number` where they are not known, and a mismatch that blames `axis`
 * where there is no such axis, or one of them comes twice.
 */
export type AxisSet<Argument extends string, Given extends Axes, Rank extends number> = Given extends readonly number[]
  ? Collected<Argument, Given, Rank, Given>
  : Collected<Argument, [Given & number], Rank, Given>;

type Collected<
  Argument extends string,
  Rest extends readonly number[],
  Rank extends number,
  Given extends Axes,
  Found extends number = never,
> = Rest extends readonly [infer Axis extends number, ...infer Others extends readonly number[]]
  ? AxisIndex<Axis, Rank> extends infer Index extends number
    ? [Index] extends [never]
      ? NoSuchAxis<Argument, Axis, Rank>
      : number extends Index
        ? number
        : [Index] extends [Found]
          ? Mismatch<Fill<typeof repeated, { argument: Argument; axes: ShowPerAxis<Given> }>, 'axis'>
          : Collected<Argument, Others, Rank, Given, Found | Index>
    : never
  : Rest extends readonly []
    ? Found
    : number;

/** The same at run time, in order. */
export function axisSet(argument: string, given: Axes, rank: number): readonly number[] {
  const found: number[] = [];
  for (const axis of [given].flat()) {
    const index = axisOf(argument, axis, rank);
    if (found.includes(index)) return mismatch(repeated, { argument, axes: showPerAxis(given) });
    found.push(index);
  }
  return found.sort((left, right) => left - right);
}

/** A shape with `Instead` in the place of some of its axes. */
export type Replaced<
  Rest extends Shape,
  Indices extends number,
  Instead extends Shape,
  Passed extends readonly unknown[] = [],
  Output extends Shape = [],
> = Rest extends readonly [infer Size extends Dimension, ...infer Others extends Shape]
  ? Replaced<
      Others,
      Indices,
      Instead,
      [...Passed, unknown],
      Passed['length'] extends Indices ? [...Output, ...Instead] : [...Output, Size]
    >
  : Output;

export function replaced(shape: Shape, indices: readonly number[], instead: Shape): Shape {
  return shape.flatMap((size, axis) => (indices.includes(axis) ? instead : [size]));
}
