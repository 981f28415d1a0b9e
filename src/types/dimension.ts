import type { Multiply } from './arithmetic/multiply.js';
import type { Dimension, Shape } from './shape.js';

/** The sum of two sizes; what varies makes the sum vary. */
export function addDimensions(left: Dimension, right: Dimension): Dimension {
  return left === null || right === null ? null : left + right;
}

/** The number of elements of a shape; what varies makes it vary. */
export type Product<Input extends Shape, Result extends Dimension = 1> = Input extends readonly [
  infer First extends Dimension,
  ...infer Rest extends Shape,
]
  ? First extends number
    ? Result extends number
      ? Product<Rest, Multiply<Result, First>>
      : null
    : null
  : Input extends readonly []
    ? Result
    : Dimension;

export function product(shape: Shape): Dimension {
  return shape.reduce<Dimension>((result, size) => (result === null || size === null ? null : result * size), 1);
}

/** Whether two sizes can be the same number: what varies or is not known may turn out to be anything. */
export type Agree<Left extends Dimension, Right extends Dimension> = Left extends Right
  ? true
  : Right extends Left
    ? true
    : null extends Left | Right
      ? true
      : false;

export function agree(left: Dimension, right: Dimension): boolean {
  return left === null || right === null || left === right;
}
