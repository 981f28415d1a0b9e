import { type Agree, agree } from './dimension.js';
import { type BroadcastShapes, broadcastShapes, type DifferingOn, differingOn } from './elementwise.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const scalar = 'matmul expects inputs with at least one axis (received {received})';
const differing =
  'matmul expects the last axis of its first input to be as long as the {axis} of its second (received {earlier} and {later})';

/**
 * The product of matrices, which are the last two axes, or of a vector with them; the axes before are broadcast as in NumPy.
 * The axis that a vector lacks is left out of the product.
 */
export type MatrixProduct<Left extends Shape, Right extends Shape> = [number] extends [Left['length'] | Right['length']]
  ? Shape
  : [Left] extends [readonly [...infer Rows extends Shape, infer Inner extends Dimension]]
    ? [Right] extends [readonly [infer OtherInner extends Dimension]]
      ? Agree<Inner, OtherInner> extends true
        ? [...Rows]
        : Differing<Left, Right, 'only axis'>
      : [Right] extends [
            readonly [
              ...infer Batch extends Shape,
              infer OtherInner extends Dimension,
              infer Columns extends Dimension,
            ],
          ]
        ? Agree<Inner, OtherInner> extends true
          ? OfBatches<Left, Right, Rows, Batch, Columns>
          : Differing<Left, Right, 'last but one'>
        : NoAxes<Right, 'x2'>
    : NoAxes<Left, 'x1'>;

type OfBatches<
  Left extends Shape,
  Right extends Shape,
  Rows extends Shape,
  Batch extends Shape,
  Columns extends Dimension,
> = [Rows] extends [readonly [...infer LeftBatch extends Shape, infer RowCount extends Dimension]]
  ? [BroadcastShapes<LeftBatch, Batch>] extends [infer Found]
    ? [Found] extends [Shape]
      ? [...Found, RowCount, Columns]
      : Found extends { readonly fromEnd: infer FromEnd extends number }
        ? DifferingOn<'matmul', Left, Right, BehindMatrix<FromEnd>, 'x2'>
        : never
    : never
  : [...Batch, Columns];

/** The same axis counted from the end of a shape with the two axes of a matrix. */
type BehindMatrix<FromEnd extends number, Counted extends readonly unknown[] = []> = [Counted['length']] extends [
  FromEnd,
]
  ? [...Counted, 1, 2]['length']
  : BehindMatrix<FromEnd, [...Counted, unknown]>;

type Differing<Left extends Shape, Right extends Shape, Axis extends string> = Mismatch<
  Fill<typeof differing, { axis: Axis; earlier: Show<Left>; later: Show<Right> }>,
  'x2'
>;

type NoAxes<Input extends Shape, At extends string> = Mismatch<Fill<typeof scalar, { received: Show<Input> }>, At>;

/** The same at run time. */
export function matrixProduct(left: Shape, right: Shape): Shape {
  for (const input of [left, right]) if (input.length === 0) return mismatch(scalar, { received: show(input) });
  const [leftRows, rightColumns] = [left.slice(0, -1), right.length === 1 ? [] : right.slice(-1)];
  if (!agree(left.at(-1) as Dimension, right.at(right.length === 1 ? -1 : -2) as Dimension)) {
    const axis = right.length === 1 ? 'only axis' : 'last but one';
    return mismatch(differing, { axis, earlier: show(left), later: show(right) });
  }
  const batch = broadcastShapes(leftRows.slice(0, -1), right.slice(0, -2));
  if (typeof batch === 'number') return differingOn('matmul', left, right, batch + 2);
  return [...batch, ...leftRows.slice(-1), ...rightColumns];
}

const otherAxis =
  'dot expects the last axis of its first input to be as long as the {axis} of its second (received {earlier} and {later})';
const noMatrix = '{operation} expects an input with at least two axes (received {input})';

/** The shape of the sums of products over the last axis of a tensor and the second to last of another, or its only one. */
export type DotProduct<Left extends Shape, Right extends Shape> = [number] extends [Left['length'] | Right['length']]
  ? Shape
  : [Left] extends [readonly [...infer Rows extends Shape, infer Inner extends Dimension]]
    ? [Right] extends [readonly [infer OtherInner extends Dimension]]
      ? Agree<Inner, OtherInner> extends true
        ? Rows
        : OtherAxis<Left, Right, 'only axis'>
      : [Right] extends [
            readonly [
              ...infer Others extends Shape,
              infer OtherInner extends Dimension,
              infer Columns extends Dimension,
            ],
          ]
        ? Agree<Inner, OtherInner> extends true
          ? [...Rows, ...Others, Columns]
          : OtherAxis<Left, Right, 'last but one'>
        : Left
    : Right;

type OtherAxis<Left extends Shape, Right extends Shape, Axis extends string> = Mismatch<
  Fill<typeof otherAxis, { axis: Axis; earlier: Show<Left>; later: Show<Right> }>,
  'x2'
>;

/** The same at run time. */
export function dotProduct(left: Shape, right: Shape): Shape {
  if (left.length === 0 || right.length === 0) return [...left, ...right];
  const isVector = right.length === 1;
  if (agree(left.at(-1) as Dimension, right.at(isVector ? -1 : -2) as Dimension)) {
    return [...left.slice(0, -1), ...(isVector ? [] : [...right.slice(0, -2), right.at(-1) as Dimension])];
  }
  const axis = isVector ? 'only axis' : 'last but one';
  return mismatch(otherAxis, { axis, earlier: show(left), later: show(right) });
}

/** The shape unchanged, if it has the two axes of matrices. */
export type Matrices<Operation extends string, Input extends Shape> = [number] extends [Input['length']]
  ? Shape
  : [Input] extends [readonly [...Shape, Dimension, Dimension]]
    ? Input
    : Mismatch<Fill<typeof noMatrix, { operation: Operation; input: Show<Input> }>, 'x'>;

/** The same at run time. */
export function matrices(operation: string, input: Shape): Shape {
  return input.length < 2 ? mismatch(noMatrix, { operation, input: show(input) }) : input;
}
