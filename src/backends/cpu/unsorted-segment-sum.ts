import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { sumSegments } from '../sum-segments.js';

interface SegmentCall {
  readonly inputs: { readonly x: tf.TensorInfo; readonly segmentIds: tf.TensorInfo };
  readonly attrs: { readonly numSegments: number };
  readonly backend: MathBackendCPU;
}

/**
 * Sums rows by segment, as the gradient of an embedding does. The stock kernel goes through all rows once for every
 * segment: minutes for ten thousand words.
 */
export const unsortedSegmentSum: tf.KernelFunc = (call) => {
  // The registry's own type says nothing of what a kernel is called with.
  const { inputs, attrs, backend } = call as unknown as SegmentCall;
  const { x, segmentIds } = inputs;
  const rowShape = x.shape.slice(segmentIds.shape.length);
  const size = tf.util.sizeFromShape(rowShape);
  const sums = new Float32Array(attrs.numSegments * size);
  sumSegments(sums, valuesOf(backend, x), valuesOf(backend, segmentIds), size);
  return backend.makeTensorInfo([attrs.numSegments, ...rowShape], 'float32', sums);
};

function valuesOf(backend: MathBackendCPU, { dataId }: tf.TensorInfo): tf.backend_util.TypedArray {
  return backend.data.get(dataId).values as tf.backend_util.TypedArray;
}
