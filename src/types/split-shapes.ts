import type { Subtract } from './arithmetic/add.js';
import type { FloorDivide, Modulo } from './arithmetic/divide.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from './axis.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Minus, minus, type Quotient, quotient } from './named-size.js';
import { type Replaced, replaced } from './on-axes.js';
import { type ShowPerAxis, showPerAxis } from './per-axis.js';
import { type Dimension, isOpen, type Shape, type Show, show } from './shape.js';

const noDivisor =
  'split: indicesOrSections expects a number that divides {size}, the size of axis {axis} of {input} (received {sections})';
const notInside =
  'split: indicesOrSections expects increasing indices within axis {axis} of {input} (received {places})';

/** The number of equal sections, or the indices at which all sections but the first start. */
export type Sections = number | readonly number[];

/** The shapes of the sections of a tensor along an axis. */
export type SplitShapes<Input extends Shape, Given extends Sections, Axis extends number> = [number] extends [
  Input['length'],
]
  ? Several<Given, Shape>
  : [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
    ? [Index] extends [never]
      ? NoSuchAxis<'split: axis', Axis, Input['length']>
      : number extends Index
        ? Several<Given, Shape>
        : [Given] extends [readonly number[]]
          ? [number] extends [Given['length']]
            ? Several<Given, Replaced<Input, Index, [Dimension]>>
            : SplitAt<Input, Index, Given, Given>
          : Equal<Input, Index, Input[Index], Given & number>
    : never;

type Equal<Input extends Shape, Index extends number, Size extends Dimension, Count extends number> = [Size] extends [
  string | null,
]
  ? Several<Count, [Size] extends [string] ? Replaced<Input, Index, [Quotient<Size, Count, '/'>]> : Input>
  : null extends Size
    ? Several<Count, Replaced<Input, Index, [Dimension]>>
    : [Modulo<Size & number, Count>] extends [0]
      ? Several<Count, Replaced<Input, Index, [FloorDivide<Size & number, Count>]>>
      : number extends Modulo<Size & number, Count>
        ? Several<Count, Replaced<Input, Index, [number]>>
        : Mismatch<
            Fill<typeof noDivisor, { size: Size; axis: Index; input: Show<Input>; sections: Count }>,
            'indicesOrSections'
          >;

/** One shape for each section; a list of any length where their number is not known, or large. */
export type Several<Given extends Sections, Part> = [Given] extends [readonly unknown[]]
  ? [number] extends [Given['length']]
    ? Part[]
    : AsMany<[...Given, unknown], Part>
  : number extends Given
    ? Part[]
    : `${Given & number}` extends `${infer _}${infer _}${infer _}${infer Rest}`
      ? Rest extends ''
        ? Repeated<Part, Given & number>
        : Part[]
      : Repeated<Part, Given & number>;

type AsMany<List extends readonly unknown[], Item> = { -readonly [Place in keyof List]: Item };

type Repeated<Item, Count extends number, Output extends readonly Item[] = []> = [Output['length']] extends [Count]
  ? Output
  : Repeated<Item, Count, [...Output, Item]>;

type SplitAt<
  Input extends Shape,
  Index extends number,
  Given extends readonly number[],
  Rest extends readonly number[],
  Start extends number = 0,
  Output extends readonly Shape[] = [],
> = [[Rest] extends [readonly [infer Next extends number, ...(readonly number[])]] ? Next : Input[Index]] extends [
  infer End extends Dimension,
]
  ? [PartSize<End, Start>] extends [infer Size extends Dimension]
    ? [Rest] extends [readonly [infer Next extends number, ...infer Others extends readonly number[]]]
      ? SplitAt<Input, Index, Given, Others, Next, [...Output, Replaced<Input, Index, [Size]>]>
      : [...Output, Replaced<Input, Index, [Size]>]
    : Mismatch<
        Fill<typeof notInside, { axis: Index; input: Show<Input>; places: ShowPerAxis<Given> }>,
        'indicesOrSections'
      >
  : never;

/** The size of a section; `undefined` if the axis cannot be split so. */
type PartSize<End extends Dimension, Start extends number> = End extends number
  ? [Subtract<End, Start>] extends [0]
    ? undefined
    : Subtract<End, Start>
  : Minus<End, Start>;

/** The same at run time. */
export function splitShapes(input: Shape, given: Sections, axis: number): readonly Shape[] {
  const index = axisOf('split: axis', axis, input.length);
  return partSizes(input, given, index).map((size) => replaced(input, [index], [size]));
}

/** The sizes of the sections. */
function partSizes(input: Shape, given: Sections, axis: number): Shape {
  const size = input[axis] as Dimension;
  if (typeof given === 'number') {
    if (!isOpen(size) && size % given !== 0) {
      return mismatch(noDivisor, { size, axis, input: show(input), sections: given });
    }
    return Array.from({ length: given }, () => quotient(size, given, '/'));
  }
  return [...given, size].map((end, part) => {
    const start = part === 0 ? 0 : (given[part - 1] as number);
    if (isOpen(end) || end > start) return minus(end, start);
    return mismatch(notInside, { axis, input: show(input), places: showPerAxis(given) });
  });
}
