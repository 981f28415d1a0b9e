import { type Agree, agree } from './dimension.js';
import { type Fill, type Mismatch, mismatch } from './mismatch.js';
import { type Dimension, type Shape, type Show, show } from './shape.js';

const differing =
  'dot expects the last axis of its first input to be as long as the {axis} of its second (received {earlier} and {later})';
const noMatrix = '{operation} expects an input with at least two axes (received {input})';

/** The shape of the sums of products over the last axis of a tensor and the second to last of another, or its only one. */
export type DotProduct<Left extends Shape, Right extends Shape> = [number] extends [Left['length'] | Right['length']]
  ? Shape
  : [Left] extends [readonly [...infer Rows extends Shape, infer Inner extends Dimension]]
    ? [Right] extends [readonly [infer OtherInner extends Dimension]]
      ? Agree<Inner, OtherInner> extends true
        ? Rows
        : Differing<Left, Right, 'only axis'>
      : [Right] extends [
            readonly [
              ...infer Others extends Shape,
              infer OtherInner extends Dimension,
              infer Columns extends Dimension,
            ],
          ]
        ? Agree<Inner, OtherInner> extends true
          ? [...Rows, ...Others, Columns]
          : Differing<Left, Right, 'last but one'>
        : Left
    : Right;

type Differing<Left extends Shape, Right extends Shape, Axis extends string> = Mismatch<
  Fill<typeof differing, { axis: Axis; earlier: Show<Left>; later: Show<Right> }>,
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
  return mismatch(differing, { axis, earlier: show(left), later: show(right) });
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
