import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { sumSegments } from '../sum-segments.js';
import { valuesOf } from './values-of.js';

/**
 * Sums rows by segment, as the gradient of an embedding does. The stock kernel goes through all rows once for every
 * segment: minutes for ten thousand words.
 */
export const unsortedSegmentSum: tf.KernelFunc = defineKernel<
  { readonly x: tf.TensorInfo; readonly segmentIds: tf.TensorInfo },
  { readonly numSegments: number },
  tf.TensorInfo,
  MathBackendCPU
>(({ inputs: { x, segmentIds }, attrs, backend }) => {
  const rowShape = x.shape.slice(segmentIds.shape.length);
  const size = tf.util.sizeFromShape(rowShape);
  const sums = new Float32Array(attrs.numSegments * size);
  sumSegments(sums, valuesOf(backend, x), valuesOf(backend, segmentIds), size);
  return backend.makeTensorInfo([attrs.numSegments, ...rowShape], 'float32', sums);
});
