import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypesOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import type { DType } from '../types/dtype.js';
import { type MatrixProduct, matrixProduct } from '../types/matrix-product.js';
import type { Shape } from '../types/shape.js';
import type { NumericArgument } from './argument.js';
import { castTo } from './cast-to.js';
import { computeInType } from './compute-in-type.js';
import { defineOperation, stated } from './define-operation.js';
import { multiplyMatrices } from './multiply-matrices.js';

type Product<Left extends SymbolicTensor, Right extends SymbolicTensor> = MatrixProduct<Left['shape'], Right['shape']>;

const addNode = defineOperation<object, readonly [Shape, Shape]>({
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
 * The product of matrices, which are the last two axes; those before them meet as in NumPy.
 *
 * Takes (..., rows, inner) and (..., inner, columns), gives (..., rows, columns). A vector counts as one row, or one column,
 * whose axis is left out of what comes out.
 *
 * @example
 * const scores = matmul(Input([10, 64]), Input([64, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const matmul: <const Left extends SymbolicTensor, const Right extends SymbolicTensor>(
  x1: NumericArgument<Left, Product<Left, Right>, 'x1'>,
  x2: NumericArgument<Right, Product<Left, Right>, 'x2'>,
) => TensorsOf<Product<Left, Right>, CommonType<TypesOf<[Left, Right]>>, string> = stated(
  (x1: SymbolicTensor, x2: SymbolicTensor) => addNode([x1, x2], {}),
);
