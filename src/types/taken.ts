import type { LessThan, Subtract } from './arithmetic/add.js';
import type { Known } from './arithmetic/operands.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Elementwise, elementwise } from './elementwise.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Minus, minus } from './named-size.js';
import { type Replaced, replaced } from './on-axes.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import { type Dimension, isOpen, type Shape, type Show, show } from './shape.js';

const otherCount = 'slice: {argument} expects {rank} numbers, one for each axis of {input} (received {received})';
const beyond =
  'slice: sizes expects a slice within {input} from {start} on (received {sizes}, too large for axis {axis})';

/** The shape of a slice that starts at `Start` and has the given sizes; -1 is all that are left. */
export type Sliced<
  Input extends Shape,
  Start extends readonly number[],
  Sizes extends readonly number[],
> = number extends Input['length'] | Start['length'] | Sizes['length']
  ? Shape
  : [Start['length']] extends [Input['length']]
    ? [Sizes['length']] extends [Input['length']]
      ? SliceAll<Input, Start, Sizes>
      : OtherCount<'sizes', Input, Sizes>
    : OtherCount<'start', Input, Start>;

type SliceAll<
  Input extends Shape,
  Start extends readonly number[],
  Sizes extends readonly number[],
  Output extends Shape = [],
> = Output['length'] extends Input['length']
  ? Output
  : [SliceAxis<Input[Output['length']], Start[Output['length']] & number, Sizes[Output['length']] & number>] extends [
        infer Size extends Dimension,
      ]
    ? SliceAll<Input, Start, Sizes, [...Output, Size]>
    : Mismatch<
        Fill<
          typeof beyond,
          { input: Show<Input>; start: ShowPerAxis<Start>; sizes: ShowPerAxis<Sizes>; axis: Output['length'] }
        >,
        'sizes'
      >;

/** The size of a slice of an axis; `undefined` if it is out of range. */
type SliceAxis<Size extends Dimension, Start extends number, Wanted extends number> = [Size] extends [number]
  ? Within<Subtract<Size & number, Start>, Wanted>
  : [Wanted] extends [-1]
    ? [Size] extends [string | null]
      ? Minus<Size, Start>
      : Dimension
    : Known<Wanted>;

// The wildcard that stands for a type parameter is any size.
type Within<Left extends number, Wanted extends number> = [unknown] extends [Left]
  ? number
  : [Left] extends [0]
    ? undefined
    : [Wanted] extends [-1]
      ? Left
      : [Wanted] extends [Left]
        ? Wanted
        : LessThan<Left, Wanted> extends true
          ? undefined
          : Known<Wanted>;

type OtherCount<Argument extends string, Input extends Shape, Given extends readonly number[]> = Mismatch<
  Fill<
    typeof otherCount,
    { argument: Argument; rank: Input['length']; input: Show<Input>; received: ShowPerAxis<Given> }
  >,
  Argument
>;

/** The same at run time. */
export function sliced(input: Shape, start: readonly number[], sizes: readonly number[]): Shape {
  const rank = input.length;
  for (const [argument, given] of Object.entries({ start, sizes })) {
    if (given.length === rank) continue;
    return mismatch(otherCount, { argument, rank, input: show(input), received: showPerAxis(given) });
  }
  return input.map((size, axis) => {
    const wanted = sizes[axis] as number;
    if (isOpen(size)) return wanted === -1 ? minus(size, start[axis] as number) : wanted;
    const left = size - (start[axis] as number);
    if (left >= Math.max(wanted, 1)) return wanted === -1 ? left : wanted;
    return mismatch(beyond, { input: show(input), start: showPerAxis(start), sizes: showPerAxis(sizes), axis });
  });
}

/** Numbers in nested lists. (The depth is limited, because the compiler does not terminate on lists of any depth.) */
export type Nested =
  | number
  | readonly number[]
  | readonly (readonly number[])[]
  | readonly (readonly (readonly number[])[])[];

/** The shape of nested lists of numbers. */
export type NestedShape<Given> = Given extends readonly unknown[]
  ? [Given['length'] & number, ...NestedShape<Given[0]>]
  : [];

/** The same; `undefined` if lists at the same depth differ in length. */
export function nestedShape(given: Nested): readonly number[] | undefined {
  if (typeof given === 'number') return [];
  if (!Array.isArray(given)) return undefined;
  const inner = given.map(nestedShape);
  const [first = []] = inner;
  return inner.every((shape) => shape?.join() === first.join()) ? [given.length, ...first] : undefined;
}

/** The shape of a tensor with that of the indices in place of one axis, or of all axes. */
export type Taken<Input extends Shape, Indices extends Shape, Axis extends number | null> = [Axis] extends [null]
  ? [...Indices]
  : number extends Input['length'] | Indices['length']
    ? Shape
    : Axis extends number
      ? AxisIndex<Axis, Input['length']> extends infer Index extends number
        ? [Index] extends [never]
          ? NoSuchAxis<'take: axis', Axis, Input['length']>
          : number extends Index
            ? Shape
            : Replaced<Input, Index, Indices>
        : never
      : Shape;

/** The same at run time. */
export function taken(input: Shape, indices: Shape, axis: number | null): Shape {
  return axis === null ? indices : replaced(input, [axisOf('take: axis', axis, input.length)], indices);
}

const ranks = 'takeAlongAxis expects indices of the same rank as {input} (received {indices})';

/** The shape of a tensor with as many elements along an axis as there are indices; the other axes are broadcast. */
export type AlongTaken<Input extends Shape, Indices extends Shape, Axis extends number | null> = [Axis] extends [null]
  ? Indices['length'] extends 1
    ? [...Indices]
    : number extends Indices['length']
      ? Shape
      : OtherRank<readonly [null], Indices>
  : number extends Input['length'] | Indices['length']
    ? Shape
    : [Indices['length']] extends [Input['length']]
      ? Axis extends number
        ? AxisIndex<Axis, Input['length']> extends infer Index extends number
          ? [Index] extends [never]
            ? NoSuchAxis<'takeAlongAxis: axis', Axis, Input['length']>
            : number extends Index
              ? Shape
              : Elementwise<'takeAlongAxis', Replaced<Input, Index, [Indices[Index]]>, Indices, 'indices'>
          : never
        : Shape
      : OtherRank<Input, Indices>;

type OtherRank<Input extends Shape, Indices extends Shape> = Mismatch<
  Fill<typeof ranks, { input: Show<Input>; indices: Show<Indices> }>,
  'indices'
>;

/** The same at run time. */
export function alongTaken(input: Shape, indices: Shape, axis: number | null): Shape {
  if (axis === null) return indices.length === 1 ? indices : otherRank([null], indices);
  if (input.length !== indices.length) return otherRank(input, indices);
  const index = axisOf('takeAlongAxis: axis', axis, input.length);
  return elementwise('takeAlongAxis', replaced(input, [index], [indices[index] as Dimension]), indices);
}

function otherRank(input: Shape, indices: Shape): never {
  return mismatch(ranks, { input: show(input), indices: show(indices) });
}
