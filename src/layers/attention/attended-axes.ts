import type { AxisIndex } from '../../types/axis.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Shape, type Show, show } from '../../types/shape.js';

/** The axes along which attention goes, one or several; `null` for all between the batch and the features. */
export type AttendedAxes = number | readonly number[] | null;

const noAxis = '{layer}: attentionAxes expects axes between the batch and the features (received {axis}, of {shape})';

/** The axes between the batch and the features, by the number of all. */
interface Between {
  readonly 3: readonly [1];
  readonly 4: readonly [1, 2];
  readonly 5: readonly [1, 2, 3];
  readonly 6: readonly [1, 2, 3, 4];
}

/** The axes as a list of indices counted from 0, in their order; of `number`s where they are not known. */
export type Attended<Axes extends AttendedAxes, Input extends Shape> = [Axes] extends [null]
  ? Input['length'] extends keyof Between
    ? Between[Input['length']]
    : readonly number[]
  : Indices<AsList<Axes>, Input['length']>;

type AsList<Axes> = Axes extends readonly number[] ? Axes : Axes extends number ? readonly [Axes] : readonly number[];

type Indices<Axes extends readonly number[], Rank extends number> = {
  readonly [Place in keyof Axes]: AxisIndex<Axes[Place], Rank>;
};

/** `null` where attention may go along the axes; else what is wrong. */
export type AttendedOutcome<Layer extends string, Axes extends AttendedAxes, Input extends Shape> = [Axes] extends [
  null,
]
  ? null
  : Input['length'] extends keyof Between
    ? [Outside<AsList<Axes>, Input['length']>] extends [never]
      ? null
      : Mismatch<
          Fill<typeof noAxis, { layer: Layer; axis: Outside<AsList<Axes>, Input['length']>; shape: Show<Input> }>,
          '0'
        >
    : null;

/** The first axis that is not between the batch and the features. */
type Outside<Axes extends readonly number[], Rank extends keyof Between> = Axes extends readonly [
  infer Axis extends number,
  ...infer Others extends readonly number[],
]
  ? IsBetween<AxisIndex<Axis, Rank>, Between[Rank][number]> extends true
    ? Outside<Others, Rank>
    : Axis
  : never;

type IsBetween<Index extends number, Places extends number> = [Index] extends [never]
  ? false
  : number extends Index
    ? true
    : [Index] extends [Places]
      ? true
      : false;

/** The same at run time: the indices, or throws what is wrong. */
export function attended(layer: string, axes: AttendedAxes, input: Shape): readonly number[] {
  const last = input.length - 1;
  if (axes === null) return Array.from({ length: last - 1 }, (_, index) => index + 1);
  return [axes].flat().map((axis) => {
    const index = axis < 0 ? axis + input.length : axis;
    return index > 0 && index < last ? index : mismatch(noAxis, { layer, axis, shape: show(input) });
  });
}
