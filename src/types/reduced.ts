import { type Fill, type Mismatch, mismatch, unexpected } from './mismatch.js';
import { type Axes, type AxisSet, axisSet, type Replaced, replaced } from './on-axes.js';
import { type Dimension, isShape, type Shape, type Show, show } from './shape.js';

/** The axes to reduce: one, several, or all. */
export type AxesOrAll = Axes | null;

/** A shape without some axes, or with a size of 1 in their place. */
export type Reduced<
  Operation extends string,
  Input extends Shape,
  Along extends AxesOrAll,
  KeepsDimensions extends boolean,
> = [Along, KeepsDimensions] extends [null, false]
  ? []
  : [number] extends [Input['length']]
    ? Shape
    : boolean extends KeepsDimensions
      ? Shape
      : Along extends Axes
        ? Without<Input, AxisSet<`${Operation}: axis`, Along, Input['length']>, KeepsDimensions extends true ? [1] : []>
        : { -readonly [Axis in keyof Input]: 1 };

export type Without<Input extends Shape, Found, Instead extends Shape> = [Found] extends [number]
  ? number extends Found
    ? Shape
    : Replaced<Input, Found, Instead>
  : Found;

/** The same at run time. */
export function reduced(operation: string, input: Shape, along: AxesOrAll, keepsDimensions: boolean): Shape {
  return replaced(input, reducedAxes(operation, along, input.length), keepsDimensions ? [1] : []);
}

/** The indices of the axes to reduce. */
export function reducedAxes(operation: string, along: AxesOrAll, rank: number): readonly number[] {
  return along === null ? Array.from({ length: rank }, (_, axis) => axis) : axisSet(`${operation}: axis`, along, rank);
}

const notOne = 'squeeze: axis expects axes of size 1 (received {axis}, in {input})';

/** A shape without axes of size 1: those that are given, or all whose size is known to be 1. */
export type Squeezed<Input extends Shape, Along extends AxesOrAll> = [number] extends [Input['length']]
  ? Shape
  : [Along] extends [null]
    ? WithoutOnes<Input>
    : null extends Along
      ? Shape
      : [AxisSet<'squeeze: axis', Exclude<Along, null>, Input['length']>] extends [infer Found]
        ? [Found] extends [number]
          ? number extends Found
            ? Shape
            : [FirstOther<Input, Found>] extends [infer Axis extends number]
              ? [Axis] extends [never]
                ? Replaced<Input, Found, []>
                : Mismatch<Fill<typeof notOne, { axis: Axis; input: Show<Input> }>, 'axis'>
              : never
          : Found
        : never;

/** Whether an axis whose size is not known is removed is not known either. */
type WithoutOnes<Rest extends Shape, Output extends Shape = []> = [Rest] extends [
  readonly [infer First extends Dimension, ...infer Others extends Shape],
]
  ? number extends First
    ? Shape
    : WithoutOnes<Others, [First] extends [1] ? Output : [...Output, First]>
  : Output;

/** The first of the given axes whose size is not 1; `never` if there is none. */
type FirstOther<Rest extends Shape, Indices extends number, Passed extends readonly unknown[] = []> = [Rest] extends [
  readonly [infer First extends Dimension, ...infer Others extends Shape],
]
  ? [Passed['length']] extends [Indices]
    ? IsOther<First> extends true
      ? Passed['length']
      : FirstOther<Others, Indices, [...Passed, unknown]>
    : FirstOther<Others, Indices, [...Passed, unknown]>
  : never;

type IsOther<Size extends Dimension> = [Size] extends [1] ? false : number extends Size ? false : true;

/** The same at run time. */
export function squeezed(input: Shape, along: AxesOrAll): Shape {
  return replaced(input, squeezedAxes(input, along), []);
}

/** The indices of the axes that are removed. */
export function squeezedAxes(input: Shape, along: AxesOrAll): readonly number[] {
  if (!Array.isArray(input) || !isShape(input)) return unexpected('squeeze', 'one tensor', input);
  if (along === null) return [...input.keys()].filter((axis) => input[axis] === 1);
  const indices = axisSet('squeeze: axis', along, input.length);
  const other = indices.find((axis) => input[axis] !== 1);
  return other === undefined ? indices : mismatch(notOne, { axis: other, input: show(input) });
}
