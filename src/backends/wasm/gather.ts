import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors.js';
import { sumSegments } from '../element-loops.js';
import { defineKernel } from '../kernel.js';
import { integersOf, makeTensor, makeZeros, reshaped } from './heap.js';
import { copyElements } from './rearrange.js';
import { by, notStrings, type Replacement } from './replacement.js';

interface GatherInputs {
  readonly x: TensorInfo;
  readonly indices: TensorInfo;
}

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims?: number;
}

/**
 * Takes slices by their indices, as an embedding does.
 *
 * The stock kernel works out the place of every element anew, and takes batches of indices for one.
 *
 * @throws ArgumentError if an index is out of range.
 */
export const GatherV2: Replacement = by(
  defineKernel<GatherInputs, GatherAttributes>(
    ({ inputs: { x, indices }, attrs: { axis, batchDims = 0 }, backend }) => {
      const [parsedAxis = 0] = tf.util.parseAxisParam(axis, x.shape);
      expectInRange(backend, indices, x.shape[parsedAxis] ?? 0);
      const tensors = [x, indices] as unknown as [tf.Tensor, tf.Tensor];
      const sizes = tf.backend_util.segment_util.collectGatherOpShapeInfo(...tensors, parsedAxis, batchDims);
      const out = makeTensor(backend, sizes.outputShape, x.dtype);
      const values = backend.typedArrayFromHeap(x);
      const gathered = backend.typedArrayFromHeap(out);
      const places = integersOf(backend, indices);
      const perBatch = places.length / sizes.batchSize;
      const { sliceSize } = sizes;
      let target = 0;
      for (let batch = 0; batch < sizes.batchSize; batch++) {
        for (let outer = 0; outer < sizes.outerSize; outer++) {
          const block = (batch * sizes.outerSize + outer) * sizes.dimSize;
          for (let index = 0; index < perBatch; index++) {
            const source = (block + (places[batch * perBatch + index] as number)) * sliceSize;
            // A call for each slice would take longer than the slice, where it is small.
            if (sliceSize > 8) copyElements(values, source, gathered, target, sliceSize);
            else for (let at = 0; at < sliceSize; at++) gathered[target + at] = values[source + at] as number;
            target += sliceSize;
          }
        }
      }
      return reshaped(out, sizes.outputShape);
    },
  ),
  notStrings,
);

function expectInRange(backend: BackendWasm, indices: TensorInfo, size: number): void {
  const places = integersOf(backend, indices);
  for (let place = 0; place < places.length; place++) {
    const index = places[place] as number;
    if (index >= 0 && index < size) continue;
    throw new ArgumentError(`gather expects indices from 0 to ${size - 1} (received ${index})`);
  }
}

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
export const UnsortedSegmentSum: Replacement = by(
  defineKernel<SegmentedRows, { readonly numSegments: number }>(
    ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
      const rowShape = x.shape.slice(1);
      const size = tf.util.sizeFromShape(rowShape);
      const out = makeZeros(backend, [numSegments, ...rowShape], x.dtype);
      const rows = backend.typedArrayFromHeap(x);
      const sums = backend.typedArrayFromHeap(out);
      sumSegments(sums, rows, integersOf(backend, segmentIds), size);
      return out;
    },
  ),
);
