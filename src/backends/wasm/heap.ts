import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataType, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The tensor's elements, in place.
 *
 * Making a tensor may grow the heap, and a heap that grows detaches every view of it: make all tensors first.
 */
export function floatsOf(backend: BackendWasm, tensor: TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** {@link floatsOf} for indices. */
export function integersOf(backend: BackendWasm, tensor: TensorInfo): Int32Array {
  return backend.typedArrayFromHeap(tensor) as Int32Array;
}

/** Makes a tensor whose elements are whatever the memory held. */
export function makeTensor(backend: BackendWasm, shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
  return backend.makeOutput([...shape], dtype);
}

/** Makes a tensor of zeros. */
export function makeZeros(backend: BackendWasm, shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
  const zeros = makeTensor(backend, shape, dtype);
  backend.typedArrayFromHeap(zeros).fill(0);
  return zeros;
}

/** The same elements under another shape; not to be disposed on its own. */
export function reshaped(tensor: TensorInfo, shape: readonly number[]): TensorInfo {
  return { dataId: tensor.dataId, dtype: tensor.dtype, shape: [...shape] };
}

/** Gives up a tensor that a kernel made for itself. */
export function release(backend: BackendWasm, tensor: TensorInfo): void {
  backend.disposeData(tensor.dataId);
}

/** Runs another kernel of the backend; its output belongs to the caller. */
export function runKernel(
  backend: BackendWasm,
  kernelName: string,
  inputs: Record<string, TensorInfo>,
  attributes: Record<string, unknown> = {},
): TensorInfo {
  const { kernelFunc } = tf.getKernel(kernelName, 'wasm');
  return kernelFunc({ inputs, backend, attrs: attributes as NamedAttrMap }) as TensorInfo;
}
