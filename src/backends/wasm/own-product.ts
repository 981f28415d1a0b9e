import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, type OwnKernels, withScratch } from './own-kernels.js';

/** A row-major matrix in a tensor, or its transpose. */
export interface Operand {
  readonly tensor: TensorInfo;
  readonly isTransposed: boolean;
  /** Where the matrices of a batch start in the tensor, in elements. */
  readonly starts: readonly number[];
}

/** What one product of matrices is: `[rows, inner] x [inner, columns]`, a bias added to each row, and whether negative results are zero. */
export interface ProductOptions {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly bias?: TensorInfo | undefined;
  readonly isRelu?: boolean;
}

const bytesPerFloat = 4;

/** Writes products of matrices one after another into `out`, by our own kernel. None of the sizes may be zero. */
export function multiplyOwn(
  backend: BackendWasm,
  { functions }: OwnKernels,
  left: Operand,
  right: Operand,
  out: TensorInfo,
  { rows, inner, columns, bias, isRelu = false }: ProductOptions,
): void {
  const leftStrides = left.isTransposed ? [1, rows] : [inner, 1];
  const rightStrides = right.isTransposed ? [1, inner] : [columns, 1];
  const addresses = [left, right].map(({ tensor }) => addressOf(backend, tensor)) as [number, number];
  const biasAddress = addressOf(backend, bias);
  withScratch(backend, functions.productBytes(rows, columns, inner), (scratch) => {
    let target = addressOf(backend, out);
    for (let index = 0; index < left.starts.length; index++) {
      const leftAddress = addresses[0] + (left.starts[index] as number) * bytesPerFloat;
      const rightAddress = addresses[1] + (right.starts[index] as number) * bytesPerFloat;
      const operands = [leftAddress, ...leftStrides, rightAddress, ...rightStrides];
      functions.product(rows, columns, inner, ...operands, target, columns, biasAddress, 0, Number(isRelu), scratch);
      target += rows * columns * bytesPerFloat;
    }
  });
}

/** From how many rows on a plain product is faster than TensorFlow.js', which has packed the right operand once for all. */
const enoughRows = 8;

/** Whether our own kernel is the faster one for a single product whose operands are not transposed. */
export function winsPlainProducts({ isRelaxed }: OwnKernels, rows: number): boolean {
  return isRelaxed && rows >= enoughRows;
}
