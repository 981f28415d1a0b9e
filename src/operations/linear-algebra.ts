import * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../arguments/number.js';
import { broadcastTo } from '../gradients/custom-gradient.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { TypeOf, TypesOf } from '../graph/tensors.js';
import { type Product as ElementCount, product } from '../types/dimension.js';
import { type CommonType, commonType, type DType } from '../types/dtype.js';
import {
  type DotProduct,
  dotProduct,
  type Matrices,
  type MatrixProduct,
  matrices,
  matrixProduct,
} from '../types/matrix-product.js';
import type { Shape } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo, computeInType } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** The product of matrices, which are the last two axes; those before them are broadcast as in NumPy. */
function multiplyMatrices(left: tf.Tensor, right: tf.Tensor): tf.Tensor {
  const shape = [...left.shape.slice(0, -1), right.shape.at(-1) as number];
  // One large product is faster than many small ones.
  if (right.rank === 2) return tf.reshape(tf.matMul(tf.reshape(left, [-1, right.shape[0] as number]), right), shape);
  // TensorFlow.js broadcasts one of the batches, but not axes of both.
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const repeated = (matrices: tf.Tensor) => broadcastTo(matrices, [...batch, ...matrices.shape.slice(-2)]);
  return tf.matMul(repeated(left), repeated(right));
}

type Product<Left extends AnyTensor, Right extends AnyTensor> = OfOneKind<
  'matmul',
  Left | Right,
  MatrixProduct<Left['shape'], Right['shape']>,
  'x2'
>;

type Dot<Left extends AnyTensor, Right extends AnyTensor> = OfOneKind<
  'dot',
  Left | Right,
  DotProduct<Left['shape'], Right['shape']>,
  'x2'
>;

type Outer<Left extends AnyTensor, Right extends AnyTensor> = OfOneKind<
  'outer',
  Left | Right,
  [ElementCount<Left['shape']>, ElementCount<Right['shape']>],
  'x2'
>;

const addMatmul = defineOperation<object, readonly [Shape, Shape]>({
  operation: 'matmul',
  shape: ([left, right]) => matrixProduct(left, right),
  type: commonType,
  compute: (inputs) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) => {
      const [left, right] = inputs.map((input) => castTo(input, type)) as [tf.Tensor, tf.Tensor];
      const rows = left.rank === 1 ? tf.reshape(left, [1, left.size]) : left;
      const columns = right.rank === 1 ? tf.reshape(right, [right.size, 1]) : right;
      return tf.reshape(multiplyMatrices(rows, columns), matrixProduct(left.shape, right.shape) as number[]);
    }),
});

/**
 * The product of matrices, which are the last two axes; those before them are broadcast as in NumPy.
 *
 * Takes (..., rows, inner) and (..., inner, columns), gives (..., rows, columns). A vector counts as one row, or one column,
 * whose axis is left out of the result.
 *
 * @example
 * const scores = matmul(Input([10, 64]), Input([64, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const matmul: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first tensor: a vector, a matrix, or matrices. */
  x1: NumericArgument<Left, Product<Left, Right>, 'x1'>,
  /** The second tensor: a vector, a matrix, or matrices. */
  x2: NumericArgument<Right, Product<Left, Right>, 'x2'>,
) => Returned<
  Result<Left, Product<Left, Right>, CommonType<TypesOf<[Left, Right]>>, IsReported<readonly [Left, Right], At>>
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor) => addMatmul([x1, x2], {}));

const addDot = defineOperation<object, readonly [Shape, Shape]>({
  operation: 'dot',
  shape: ([left, right]) => dotProduct(left, right),
  type: commonType,
  compute: (inputs) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) => {
      const [left, right] = inputs.map((input) => castTo(input, type)) as [tf.Tensor, tf.Tensor];
      if (left.rank === 0 || right.rank === 0) return tf.mul(left, right);
      const inner = left.shape.at(-1) as number;
      const order = [...right.shape.keys()];
      // The axis of the products first, the others in their order.
      const first = order.splice(Math.max(right.rank - 2, 0), 1);
      const factors = tf.reshape(tf.transpose(right, [...first, ...order]), [inner, right.size / inner]);
      const products = tf.matMul(tf.reshape(left, [left.size / inner, inner]) as tf.Tensor2D, factors as tf.Tensor2D);
      return tf.reshape(products, dotProduct(left.shape, right.shape) as number[]);
    }),
});

/**
 * The sums of products over the last axis of one tensor and the second to last of another, or its only one.
 *
 * Unlike {@link matmul}, it combines all other axes of the first with all of the second: (..., inner) and (...', inner,
 * columns) give (..., ...', columns).
 *
 * @example
 * const product = dot(Input([64]), eye(64)); // SymbolicTensor<[null, 64]>
 */
export const dot: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first tensor. */
  x1: Numeric<Left>,
  /** The second tensor. */
  x2: NumericArgument<Right, Dot<Left, Right>, 'x2'>,
) => Returned<
  Result<Left, Dot<Left, Right>, CommonType<TypesOf<[Left, Right]>>, IsReported<readonly [Left, Right], At>>
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor) => addDot([x1, x2], {}));

const addOuter = defineOperation<object, readonly [Shape, Shape]>({
  operation: 'outer',
  shape: ([left, right]) => [product(left), product(right)],
  type: commonType,
  compute: (inputs) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) => {
      const [left, right] = inputs.map((input) => castTo(input, type)) as [tf.Tensor, tf.Tensor];
      return tf.mul(tf.reshape(left, [-1, 1]), tf.reshape(right, [1, -1]));
    }),
});

/**
 * The products of each element of one tensor with each of another.
 *
 * @example
 * const table = outer(arange(3), arange(4)); // SymbolicTensor<[3, 4]> & OfType<"int32">
 */
export const outer: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first tensor. */
  x1: Numeric<Left>,
  /** The second tensor. */
  x2: NumericArgument<Right, Outer<Left, Right>, 'x2'>,
) => Returned<
  Result<Left, Outer<Left, Right>, CommonType<TypesOf<[Left, Right]>>, IsReported<readonly [Left, Right], At>>
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor) => addOuter([x1, x2], {}));

interface TriangleConfiguration {
  readonly k: number;
}

/** Defines an operation that keeps the elements of matrices on one side of a diagonal. */
function triangle<Operation extends string>(
  operation: Operation,
  isKept: (offset: number, k: number) => boolean,
): <const Given extends AnyTensor, At = Place>(
  /** The matrices, the last two axes. */
  x: NumericArgument<Given, Matrices<Operation, Given['shape']>, 'x'>,
  /** The index of the diagonal: 0 is the main one, and those above are positive. The default is 0. */
  k?: number,
) => Returned<Result<Given, Matrices<Operation, Given['shape']>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] {
  const addNode = defineOperation<TriangleConfiguration>({
    operation,
    shape: (x) => matrices(operation, sameShape(operation, x)),
    type: (type) => type,
    compute: (x, { k }) => {
      const [rows, columns] = x.shape.slice(-2) as [number, number];
      const kept = Array.from({ length: rows * columns }, (_, index) =>
        isKept((index % columns) - Math.floor(index / columns), k),
      );
      const condition = tf.broadcastTo(tf.tensor(kept, [rows, columns], 'bool'), x.shape as [number]);
      return tf.where(condition, x, tf.zerosLike(x));
    },
  });
  return stated((x: SymbolicTensor, k = 0) => addNode(x, { k: integerFrom(`${operation}: k`, k, -(2 ** 31)) }));
}

/**
 * The matrices with zeros above a diagonal: by default the main one.
 *
 * @example
 * const mask = tril(ones([10, 10])); // SymbolicTensor<[10, 10]>
 */
export const tril: ReturnType<typeof triangle<'tril'>> = triangle('tril', (offset, k) => offset <= k);

/**
 * The matrices with zeros below a diagonal: by default the main one.
 *
 * @example
 * const future = triu(ones([10, 10]), 1); // SymbolicTensor<[10, 10]>
 */
export const triu: ReturnType<typeof triangle<'triu'>> = triangle('triu', (offset, k) => offset >= k);
