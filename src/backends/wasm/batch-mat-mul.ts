import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { broadcastIndices } from '../element-loops.js';
import { defineKernel } from '../kernel.js';
import { makeTensor, makeZeros, release, reshaped, runKernel } from './heap.js';
import { multiplyMatrices } from './multiply-matrices.js';
import { ownKernels } from './own-kernels.js';
import { multiplyOwn, winsPlainProducts } from './own-product.js';
import { by, floats, type Replacement } from './replacement.js';

interface Operands {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

interface TransposeFlags {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Sizes of one product: `[rows, inner] x [inner, columns]`. */
interface ProductSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/**
 * Products of matrices of floats.
 *
 * The stock kernel falls into a scalar loop as soon as an operand is to be transposed, or there is more than one
 * product: 20 times slower. Our own kernel reads transposed operands as they are; without it, operands are transposed first, and
 * products are taken one by one.
 */
export const BatchMatMul: Replacement = by(
  defineKernel<Operands, TransposeFlags>(
    ({ inputs: { a, b }, attrs: { transposeA = false, transposeB = false }, backend }) => {
      const [aBatch, aRows, aColumns] = splitShape(a);
      const [bBatch, bRows, bColumns] = splitShape(b);
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(aBatch, bBatch);
      const rows = transposeA ? aColumns : aRows;
      const inner = transposeA ? aRows : aColumns;
      const columns = transposeB ? bRows : bColumns;
      const count = tf.util.sizeFromShape(batch);
      if (rows * inner * columns * count === 0) return makeZeros(backend, [...batch, rows, columns]);

      const isOne = tf.util.sizeFromShape(bBatch) === 1 && (!transposeA || count === 1);
      const own = ownKernels(backend);
      if (own && (!isOne || transposeA || transposeB || winsPlainProducts(own, rows * count))) {
        const out = makeTensor(backend, [...batch, rows, columns]);
        const startsOf = (indices: ArrayLike<number>, size: number) =>
          isOne ? [0] : Array.from(indices, (index) => index * size);
        multiplyOwn(
          backend,
          own,
          { tensor: a, isTransposed: transposeA, starts: startsOf(broadcastIndices(aBatch, batch), rows * inner) },
          { tensor: b, isTransposed: transposeB, starts: startsOf(broadcastIndices(bBatch, batch), inner * columns) },
          out,
          { rows: isOne ? rows * count : rows, inner, columns },
        );
        return out;
      }
      if (isOne) {
        const sizes = { rows: rows * count, inner, columns };
        const product =
          transposeB && !transposeA
            ? timesTransposed(backend, a, b, sizes)
            : timesOnce(backend, a, b, transposeA, transposeB, sizes);
        return reshaped(product, [...batch, rows, columns]);
      }
      const left = transposeA ? transposeMatrices(backend, a) : a;
      const right = transposeB ? transposeMatrices(backend, b) : b;
      const out = makeTensor(backend, [...batch, rows, columns]);
      const leftIndices = broadcastIndices(aBatch, batch);
      const rightIndices = broadcastIndices(bBatch, batch);
      for (let index = 0; index < count; index++) {
        multiplyMatrices(
          backend,
          { tensor: left, rows, columns: inner, start: (leftIndices[index] as number) * rows * inner },
          { tensor: right, rows: inner, columns, start: (rightIndices[index] as number) * inner * columns },
          { tensor: out, rows, columns, start: index * rows * columns },
        );
      }
      if (left !== a) release(backend, left);
      if (right !== b) release(backend, right);
      return out;
    },
  ),
  floats,
);

function timesOnce(
  backend: BackendWasm,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
  { rows, inner, columns }: ProductSizes,
): TensorInfo {
  const left = transposeA ? transposeMatrix(backend, a, inner, rows) : a;
  const right = transposeB ? transposeMatrix(backend, b, columns, inner) : b;
  const out = makeTensor(backend, [rows, columns]);
  multiplyMatrices(
    backend,
    { tensor: left, rows, columns: inner },
    { tensor: right, rows: inner, columns },
    { tensor: out, rows, columns },
  );
  if (left !== a) release(backend, left);
  if (right !== b) release(backend, right);
  return out;
}

/**
 * `a x transpose(b)`, which is also `transpose(b x transpose(a))`.
 *
 * The module repacks the right operand, at a price of about three transposes: the smaller one should be there.
 */
function timesTransposed(backend: BackendWasm, a: TensorInfo, b: TensorInfo, sizes: ProductSizes): TensorInfo {
  const { rows, inner, columns } = sizes;
  if (4 * columns * inner <= 4 * rows * inner + rows * columns) return timesOnce(backend, a, b, false, true, sizes);
  const swapped = timesOnce(backend, b, a, false, true, { rows: columns, inner, columns: rows });
  const out = transposeMatrix(backend, swapped, columns, rows);
  release(backend, swapped);
  return out;
}

function transposeMatrix(backend: BackendWasm, x: TensorInfo, rows: number, columns: number): TensorInfo {
  return runKernel(backend, 'Transpose', { x: reshaped(x, [rows, columns]) }, { perm: [1, 0] });
}

/** Transposes the last two axes. */
function transposeMatrices(backend: BackendWasm, x: TensorInfo): TensorInfo {
  const [batch, rows, columns] = splitShape(x);
  const flat = reshaped(x, [tf.util.sizeFromShape(batch), rows, columns]);
  return runKernel(backend, 'Transpose', { x: flat }, { perm: [0, 2, 1] });
}

function splitShape({ shape }: TensorInfo): [batch: number[], rows: number, columns: number] {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return [shape.slice(0, -2), rows, columns];
}
