import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';

/** The tensor's elements, in place. */
export function valuesOf(backend: MathBackendCPU, { dataId }: TensorInfo): backend_util.TypedArray {
  return backend.data.get(dataId).values as backend_util.TypedArray;
}
