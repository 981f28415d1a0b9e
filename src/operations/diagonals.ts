import * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../arguments/number.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import {
  type Diagonal,
  type DiagonalConfiguration,
  diagonalShape,
  diagonalSize,
  type OnDiagonal,
  onDiagonal,
  twoAxes,
} from '../types/diagonal.js';
import { type DType, type ResultTypes, resultTypes } from '../types/dtype.js';
import { sameShape } from '../types/shape-function.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** The diagonals, as the last axis. */
function diagonalOf(operation: string, x: tf.Tensor, given: DiagonalConfiguration): tf.Tensor {
  const [first, second] = twoAxes(operation, x.shape, given);
  const [rows, columns] = [x.shape[first] as number, x.shape[second] as number];
  const others = [...x.shape.keys()].filter((axis) => axis !== first && axis !== second);
  const size = diagonalSize(rows, columns, given.offset) as number;
  const start = given.offset < 0 ? -given.offset * columns : given.offset;
  const places = Array.from({ length: size }, (_, place) => start + place * (columns + 1));
  const flat = tf.reshape(tf.transpose(x, [...others, first, second]), [-1, rows * columns]);
  const found = tf.gather(flat, tf.tensor1d(places, 'int32'), 1);
  return tf.reshape(found, diagonalShape(operation, x.shape, given) as number[]);
}

const addDiagonal = defineOperation<DiagonalConfiguration>({
  operation: 'diagonal',
  shape: (x, given) => diagonalShape('diagonal', sameShape('diagonal', x), given),
  type: (type) => type,
  compute: (x, given) => diagonalOf('diagonal', x, given),
});

/**
 * The elements on a diagonal over two axes, by default the first two, as the last axis.
 *
 * @example
 * const own = diagonal(Input([8, 8]), 0, 1, 2); // SymbolicTensor<[null, 8]>
 */
export const diagonal: <
  const Given extends AnyTensor,
  const Offset extends number = 0,
  const One extends number = 0,
  const Other extends number = 1,
  At = Place,
>(
  /** A tensor of at least two axes. */
  x: Numeric<Given>,
  /** The index of the diagonal: 0 is the main one, and those above are positive. The default is 0. */
  offset?: Offset,
  /** The axis of the rows. The default is 0. */
  axis1?: Argument<One, Diagonal<'diagonal', Given['shape'], Offset, One, Other, 'kept'>, 'axis1'>,
  /** The axis of the columns. The default is 1. */
  axis2?: Argument<Other, Diagonal<'diagonal', Given['shape'], Offset, One, Other, 'kept'>, 'axis2'>,
) => Returned<
  Result<Given, Diagonal<'diagonal', Given['shape'], Offset, One, Other, 'kept'>, TypeOf<Given>, IsReported<Given, At>>
>[keyof At] = stated((x: SymbolicTensor, offset = 0, axis1 = 0, axis2 = 1) =>
  addDiagonal(x, { offset: integerFrom('diagonal: offset', offset, -(2 ** 31)), axis1, axis2 }),
);

const addTrace = defineOperation<DiagonalConfiguration>({
  operation: 'trace',
  shape: (x, given) => diagonalShape('trace', sameShape('trace', x), given).slice(0, -1),
  type: resultTypes.number,
  compute: (x, given) => tf.sum(diagonalOf('trace', castTo(x, resultTypes.number(x.dtype as DType)), given), -1),
});

/**
 * The sum of the elements on a diagonal over two axes, by default the first two.
 *
 * @example
 * const sums = trace(Input([8, 8]), 0, 1, 2); // SymbolicTensor<[null]>
 */
export const trace: <
  const Given extends AnyTensor,
  const One extends number = 0,
  const Other extends number = 1,
  At = Place,
>(
  /** A tensor of at least two axes. */
  x: Numeric<Given>,
  /** The index of the diagonal: 0 is the main one, and those above are positive. The default is 0. */
  offset?: number,
  /** The axis of the rows. The default is 0. */
  axis1?: Argument<One, Diagonal<'trace', Given['shape'], 0, One, Other, 'summed'>, 'axis1'>,
  /** The axis of the columns. The default is 1. */
  axis2?: Argument<Other, Diagonal<'trace', Given['shape'], 0, One, Other, 'summed'>, 'axis2'>,
) => Returned<
  Result<
    Given,
    Diagonal<'trace', Given['shape'], 0, One, Other, 'summed'>,
    ResultTypes<TypeOf<Given>>['number'],
    IsReported<Given, At>
  >
>[keyof At] = stated((x: SymbolicTensor, offset = 0, axis1 = 0, axis2 = 1) =>
  addTrace(x, { offset: integerFrom('trace: offset', offset, -(2 ** 31)), axis1, axis2 }),
);

const addDiag = defineOperation<{ readonly k: number }>({
  operation: 'diag',
  shape: (x, { k }) => onDiagonal(sameShape('diag', x), k),
  type: (type) => type,
  compute: (x, { k }) => {
    if (x.rank === 2) return diagonalOf('diag', x, { offset: k, axis1: 0, axis2: 1 });
    const [side] = onDiagonal(x.shape, k) as readonly [number, number];
    // Each row of the matrix but the last, with one element more: the diagonal is the first column.
    const rows = tf.pad(tf.reshape(x, [x.size, 1]), [
      [0, 0],
      [0, side],
    ]);
    const start = k < 0 ? -k * side : k;
    const flat = tf.slice(tf.reshape(rows, [-1]), 0, Math.min(rows.size, side * side - start));
    return tf.reshape(tf.pad(flat, [[start, side * side - start - flat.size]]), [side, side]);
  },
});

/**
 * The matrix with a vector on a diagonal, and 0 elsewhere; of a matrix the elements on a diagonal.
 *
 * @example
 * const scaling = diag(ones([8])); // SymbolicTensor<[8, 8]>
 */
export const diag: <const Given extends AnyTensor, const Offset extends number = 0, At = Place>(
  /** A vector or a matrix. */
  x: NumericArgument<Given, OnDiagonal<Given['shape'], Offset>, 'x'>,
  /** The index of the diagonal: 0 is the main one, and those above are positive. The default is 0. */
  k?: Offset,
) => Returned<Result<Given, OnDiagonal<Given['shape'], Offset>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, k = 0) => addDiag(x, { k: integerFrom('diag: k', k, -(2 ** 31)) }));
