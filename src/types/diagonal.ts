import type { Add, LessThan, Subtract } from './arithmetic/add.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Plus, plus } from './named-size.js';
import { type Replaced, replaced } from './on-axes.js';
import { type Dimension, isOpen, type Shape, type Show, show } from './shape.js';
import { indices, type NoAxis, type TwoIndices } from './transposed.js';

const oneAxis = '{operation}: axis2 expects another axis than axis1 (received {axis}, of {input})';

/** A shape with the diagonal over two of its axes in place of both, as the last axis. */
export type Diagonal<
  Operation extends string,
  Input extends Shape,
  Offset extends number,
  One extends number,
  Other extends number,
  Kept extends 'kept' | 'summed',
> = [number] extends [Input['length']]
  ? Shape
  : [TwoIndices<Input, One, Other>] extends [readonly [infer First extends number, infer Second extends number]]
    ? [First] extends [never]
      ? NoAxis<Operation, 'axis1', Input, One>
      : [Second] extends [never]
        ? NoAxis<Operation, 'axis2', Input, Other>
        : number extends First | Second
          ? Shape
          : [First] extends [Second]
            ? Mismatch<Fill<typeof oneAxis, { operation: Operation; axis: Other; input: Show<Input> }>, 'axis2'>
            : [
                ...Replaced<Input, First | Second, []>,
                ...(Kept extends 'kept' ? [DiagonalSize<Input[First], Input[Second], Offset>] : []),
              ]
    : never;

/** The number of elements on a diagonal of a matrix; 0 for one that is outside of it. */
type DiagonalSize<Rows extends Dimension, Columns extends Dimension, Offset extends number> = `${Offset}` extends '0'
  ? Least<Rows, Columns>
  : `${Offset}` extends `-${infer Below extends number}`
    ? Least<Less<Rows, Below>, Columns>
    : Least<Rows, Less<Columns, Offset>>;

type Less<Size extends Dimension, Count extends number> = Size extends number
  ? [Subtract<Size, Count>] extends [never]
    ? 0
    : Subtract<Size, Count>
  : null;

type Least<Left extends Dimension, Right extends Dimension> = null extends Left | Right
  ? [Left] extends [null]
    ? null
    : [Right] extends [null]
      ? null
      : Dimension
  : [Left | Right] extends [number]
    ? LessThan<Left & number, Right & number> extends infer IsLess
      ? boolean extends IsLess
        ? number
        : IsLess extends true
          ? Left
          : Right
      : never
    : [Left] extends [Right]
      ? Left
      : null;

/** The same at run time. */
export function diagonalSize(rows: Dimension, columns: Dimension, offset: number): Dimension {
  if (isOpen(rows) || isOpen(columns)) return rows === columns && offset === 0 ? rows : null;
  return Math.max(0, Math.min(offset < 0 ? rows + offset : rows, offset > 0 ? columns - offset : columns));
}

/** A diagonal, and the axes that it is over. */
export interface DiagonalConfiguration {
  readonly offset: number;
  readonly axis1: number;
  readonly axis2: number;
}

/** The indices of the two axes. */
export function twoAxes(operation: string, input: Shape, { axis1, axis2 }: DiagonalConfiguration): [number, number] {
  const [first, second] = indices(operation, input, { axis1, axis2 });
  return first === second ? mismatch(oneAxis, { operation, axis: axis2, input: show(input) }) : [first, second];
}

/** The twin of {@link Diagonal}. */
export function diagonalShape(operation: string, input: Shape, given: DiagonalConfiguration): Shape {
  const [first, second] = twoAxes(operation, input, given);
  const size = diagonalSize(input[first] as Dimension, input[second] as Dimension, given.offset);
  return [...replaced(input, [first, second], []), size];
}

const noVector = 'diag expects a vector or a matrix (received {input})';

/** A matrix with a vector on a diagonal, or the diagonal of a matrix. */
export type OnDiagonal<Input extends Shape, Offset extends number> = [number] extends [Input['length']]
  ? Shape
  : [Input] extends [readonly [infer Size extends Dimension]]
    ? [Side<Size, Offset>, Side<Size, Offset>]
    : [Input] extends [readonly [infer Rows extends Dimension, infer Columns extends Dimension]]
      ? [DiagonalSize<Rows, Columns, Offset>]
      : Mismatch<Fill<typeof noVector, { input: Show<Input> }>, 'x'>;

/** The size of a square matrix with so many elements on a diagonal. */
type Side<Size extends Dimension, Offset extends number> = Size extends number
  ? Add<Size, Magnitude<Offset>>
  : Plus<Size, Magnitude<Offset>>;

type Magnitude<Offset extends number> = `${Offset}` extends `-${infer Below extends number}` ? Below : Offset;

/** The same at run time. */
export function onDiagonal(input: Shape, k: number): Shape {
  const [rows, columns] = input;
  if (rows === undefined || input.length > 2) return mismatch(noVector, { input: show(input) });
  if (columns !== undefined) return [diagonalSize(rows, columns, k)];
  const side = plus(rows, Math.abs(k));
  return [side, side];
}
