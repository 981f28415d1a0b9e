import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { sumSegments } from '../sum-segments.js';
import { integersOf, makeZeros } from './heap.js';

interface SegmentedRows {
  readonly x: TensorInfo;
  readonly segmentIds: TensorInfo;
}

/**
 * Sums rows by segment, as the gradient of an embedding does.
 *
 * @returns `[numSegments, ...x.shape.slice(1)]`; rows whose segment is out of range are left out. The dtype is that of
 *   `x`, as in TensorFlow; the cpu backend makes floats of integers.
 */
export const unsortedSegmentSum: KernelFunc = defineKernel<SegmentedRows, { readonly numSegments: number }>(
  ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
    const rowShape = x.shape.slice(1);
    const size = tf.util.sizeFromShape(rowShape);
    const out = makeZeros(backend, [numSegments, ...rowShape], x.dtype);
    const rows = backend.typedArrayFromHeap(x);
    const sums = backend.typedArrayFromHeap(out);
    sumSegments(sums, rows, integersOf(backend, segmentIds), size);
    return out;
  },
);
