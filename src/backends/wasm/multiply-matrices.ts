import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** The functions of TensorFlow.js' WebAssembly module that are called here without its wrappers. */
interface MatrixModule {
  readonly _BatchMatMul: (...numbers: number[]) => void;
  readonly __FusedMatMul: (...numbers: number[]) => void;
  readonly _malloc: (bytes: number) => number;
  readonly HEAPU32: Uint32Array;
}

/** What the backend keeps of a tensor. */
interface HeapRecord {
  id: number;
  readonly memoryOffset: number;
  /** As how wide a matrix the module knows the tensor, since it was first a right operand. */
  packedColumns?: number;
}

/** A row-major matrix in the heap: part of a tensor, or all of it. */
export interface Matrix {
  readonly tensor: TensorInfo;
  readonly rows: number;
  readonly columns: number;
  /** Where it starts in the tensor, in elements. */
  readonly start?: number;
}

const bytesPerFloat = 4;

/** Where the operands' shapes are handed over, for each module that has been met: 2 x 3 integers. */
const shapeBuffers = new WeakMap<object, number>();

/**
 * Writes `left x right`, and a bias for each column, into `out`, by the one path of the module that uses SIMD: both
 * operands row-major, one product at a time.
 *
 * None of the dimensions may be zero.
 */
export function multiplyMatrices(
  backend: BackendWasm,
  left: Matrix,
  right: Matrix,
  out: Matrix,
  bias?: TensorInfo,
): void {
  const module = backend.wasm as unknown as MatrixModule;
  const shapes = writeShapes(module, left, right);
  const rightShape = shapes + 3 * bytesPerFloat;
  withId(backend, left, (leftId) =>
    withPackableId(backend, right, (rightId) =>
      withId(backend, out, (outId) => {
        if (!bias) module._BatchMatMul(leftId, shapes, 3, rightId, rightShape, 3, 0, 0, outId);
        else {
          const biasId = recordOf(backend, bias).id;
          module.__FusedMatMul(leftId, shapes, 3, rightId, rightShape, 3, 0, 0, 0, biasId, 0, 0, outId);
        }
      }),
    ),
  );
}

/**
 * Tells the module that a tensor's elements have been changed in place.
 *
 * It keeps repacked copies of the weights of matrix products and convolutions, and would go on to use the old ones.
 */
export function forgetPackedCopies(backend: BackendWasm, tensor: TensorInfo): void {
  const record = recordOf(backend, tensor);
  backend.wasm.tfjs.disposeData(record.id);
  record.id = freshId(backend);
  const size = tensor.shape.reduce((product, dimension) => product * dimension, 1);
  backend.wasm.tfjs.registerTensor(record.id, size, record.memoryOffset);
}

/** The backend numbers what it makes, and has no name for what others make. */
function freshId(backend: BackendWasm): number {
  return (backend as unknown as { dataIdNextNumber: number }).dataIdNextNumber++;
}

function recordOf(backend: BackendWasm, { dataId }: TensorInfo): HeapRecord {
  return backend.dataIdMap.get(dataId) as HeapRecord;
}

function writeShapes(module: MatrixModule, left: Matrix, right: Matrix): number {
  const address = shapeBuffers.get(module) ?? module._malloc(6 * bytesPerFloat) >>> 0;
  shapeBuffers.set(module, address);
  module.HEAPU32.set([1, left.rows, left.columns, 1, right.rows, right.columns], address / bytesPerFloat);
  return address;
}

/** Part of a tensor needs an id of its own, for as long as the module uses it. */
function withId(backend: BackendWasm, matrix: Matrix, use: (id: number) => void): void {
  const record = recordOf(backend, matrix.tensor);
  if (matrix.start === undefined) use(record.id);
  else withTemporaryId(backend, record.memoryOffset + matrix.start * bytesPerFloat, matrix, use);
}

/**
 * The module packs a right operand once for each id, and takes no notice of its shape: a tensor that has been reshaped
 * since must not be known by the same id.
 */
function withPackableId(backend: BackendWasm, matrix: Matrix, use: (id: number) => void): void {
  const record = recordOf(backend, matrix.tensor);
  record.packedColumns ??= matrix.columns;
  if (matrix.start === undefined && record.packedColumns === matrix.columns) use(record.id);
  else withTemporaryId(backend, record.memoryOffset + (matrix.start ?? 0) * bytesPerFloat, matrix, use);
}

function withTemporaryId(
  backend: BackendWasm,
  address: number,
  { rows, columns }: Matrix,
  use: (id: number) => void,
): void {
  const id = freshId(backend);
  backend.wasm.tfjs.registerTensor(id, rows * columns, address);
  use(id);
  backend.wasm.tfjs.disposeData(id);
}
