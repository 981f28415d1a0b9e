import { received } from '../errors.js';
import type { Known } from './arithmetic/operands.js';
import type { IsSingle } from './single.js';

/**
 * The size of one axis: a literal where it is known, `number` where it is fixed but not known to the compiler; where it
 * varies from call to call (the batch, the length of a sequence) `null`, or a name, `'time'`, which says where it is the
 * same, or what has been computed of a name: `'time - 2'`.
 */
export type Dimension = number | string | null;

/** The sizes of all axes, the batch first. */
export type Shape = readonly Dimension[];

/** `true` if not even the number of axes is known. */
export type IsUnranked<Input extends Shape> = [number] extends [Input['length']] ? true : false;

/**
 * Whether a size varies. One that is not known may be fixed, as may the wildcard that stands for a type parameter, which is
 * why numbers come first.
 *
 * No number is open: the compiler knows that of a type parameter for numbers as well, and decides at once.
 */
export type IsOpen<Size> = [Size & string, Size & null] extends [never, never]
  ? false
  : [Size] extends [string | null]
    ? true
    : false;

/** The same at run time. */
export function isOpen(size: Dimension | undefined): size is string | null | undefined {
  return typeof size !== 'number';
}

/** A shape without names, as options state it. */
export type Sizes = readonly (number | null)[];

/** A shape without the names of its sizes. */
export function unnamed(shape: Shape): Sizes {
  return shape.map((size) => (isOpen(size) ? null : size));
}

/** A shape as users write it, with sizes that are not one literal widened to `number`. */
export type Normalized<Given extends Shape> = {
  -readonly [Axis in keyof Given]: [Given[Axis] & string, Given[Axis] & null] extends [never, never]
    ? Known<Given[Axis] & number>
    : [Given[Axis]] extends [null]
      ? null
      : [Given[Axis]] extends [string]
        ? OneName<Given[Axis]>
        : Dimension;
};

/** A name, or that of some open size where it is not one literal. */
export type OneName<Name extends string> = string extends Name ? string : IsSingle<Name> extends true ? Name : string;

/** All axes but the last. */
export type Leading<Input extends Shape> = [Input] extends [readonly [...infer Axes extends Shape, Dimension]]
  ? Axes
  : Shape;

/** `(null, 28, 28)`: a shape as messages show it. */
export type Show<Input extends Shape> = [Input] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? `(${ShowDimension<First>}${ShowRest<Rest>})`
  : [Input] extends [readonly []]
    ? '()'
    : '(of unknown rank)';

type ShowRest<Input extends Shape, Shown extends string = ''> = [Input] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? ShowRest<Rest, `${Shown}, ${ShowDimension<First>}`>
  : Shown;

/** `number` for a size that the compiler does not know. */
export type ShowDimension<Size extends Dimension> = Size extends null
  ? 'null'
  : number extends Size
    ? 'number'
    : `${Size}`;

/**
 * A size in a text: `number` for one that the compiler does not know.
 *
 * (The text with `${number}` in it would be generic to the compiler: it instantiates anew, time and again, whatever has one.)
 */
export type SizeText<Size extends number> = number extends Size ? 'number' : Size;

/** `(null, 28, 28)`: a shape as messages show it. */
export function show(shape: Shape): string {
  const shown = (size: unknown) => (typeof size === 'string' ? size : received(size));
  return `(${shape.map(shown).join(', ')})`;
}

/** Whether a shape or a list of shapes is one shape. (The empty list is the shape of a scalar.) */
export function isShape(shapes: Shape | readonly Shape[]): shapes is Shape {
  return !shapes.some((item) => Array.isArray(item));
}
