import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors.js';
import { integersOf, makeTensor, reshaped } from './heap.js';
import { defineKernel } from './kernel.js';
import { copyElements } from './take.js';

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
export const gather: KernelFunc = defineKernel<GatherInputs, GatherAttributes>(
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
    let target = 0;
    for (let batch = 0; batch < sizes.batchSize; batch++) {
      for (let outer = 0; outer < sizes.outerSize; outer++) {
        const block = (batch * sizes.outerSize + outer) * sizes.dimSize;
        for (let index = 0; index < perBatch; index++) {
          const source = (block + (places[batch * perBatch + index] as number)) * sizes.sliceSize;
          copyElements(values, source, gathered, target, sizes.sliceSize);
          target += sizes.sliceSize;
        }
      }
    }
    return reshaped(out, sizes.outputShape);
  },
);

function expectInRange(backend: BackendWasm, indices: TensorInfo, size: number): void {
  const outside = integersOf(backend, indices).find((index) => index < 0 || index >= size);
  if (outside !== undefined) {
    throw new ArgumentError(`gather expects indices from 0 to ${size - 1} (received ${outside})`);
  }
}
