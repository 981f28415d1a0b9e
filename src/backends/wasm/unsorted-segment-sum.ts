import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { integersOf, makeZeros } from './heap.js';
import { defineKernel } from './kernel.js';

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
    const segments = integersOf(backend, segmentIds);
    for (let row = 0; row < segments.length; row++) {
      const segment = segments[row] as number;
      if (segment < 0 || segment >= numSegments) continue;
      addRow(sums, segment * size, rows, row * size, size);
    }
    return out;
  },
);

function addRow(
  sums: tf.backend_util.TypedArray,
  to: number,
  rows: tf.backend_util.TypedArray,
  from: number,
  size: number,
): void {
  for (let index = 0; index < size; index++) {
    (sums[to + index] as number) += rows[from + index] as number;
  }
}
