import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/broadcast-to.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypesOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import type { DType } from '../types/dtype.js';
import { type MatrixProduct, matrixProduct } from '../types/matrix-product.js';
import type { Shape } from '../types/shape.js';
import type { NumericArgument } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { castTo, computeInType } from './element-types.js';

/** The product of matrices, which are the last two axes; those before them meet as in NumPy. */
function multiplyMatrices(left: tf.Tensor, right: tf.Tensor): tf.Tensor {
  const shape = [...left.shape.slice(0, -1), right.shape.at(-1) as number];
  // One large product is faster than many small ones.
  if (right.rank === 2) return tf.reshape(tf.matMul(tf.reshape(left, [-1, right.shape[0] as number]), right), shape);
  // TensorFlow.js repeats one batch, but not parts of two.
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const repeated = (matrices: tf.Tensor) => broadcastTo(matrices, [...batch, ...matrices.shape.slice(-2)]);
  return tf.matMul(repeated(left), repeated(right));
}

type Product<Left extends SymbolicTensor, Right extends SymbolicTensor> = MatrixProduct<Left['shape'], Right['shape']>;

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
  (x1: SymbolicTensor, x2: SymbolicTensor) => addMatmul([x1, x2], {}),
);
