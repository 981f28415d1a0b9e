import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { combine, floorDivide, modulo, power, signOf, sumSegments } from '../element-loops.js';
import { defineKernel, type Replacement, runStock } from '../kernel.js';

/** The tensor's elements, in place. */
export function valuesOf(backend: MathBackendCPU, { dataId }: tf.TensorInfo): tf.backend_util.TypedArray {
  return backend.data.get(dataId).values as tf.backend_util.TypedArray;
}

/** The stock kernel gives integers, and 0 where the quotient is not finite. */
export const FloorDiv: Replacement = binary(floorDivide);

/** The stock kernel is wrong for infinite divisors, and for divisors that are much larger than the number. */
export const Mod: Replacement = binary(modulo);

/** The stock kernel has NaN where it should have 1. */
export const Pow: Replacement = binary(power);

/** The stock kernel has 0 for NaN. */
export const Sign: Replacement = (stock) =>
  defineKernel<{ readonly x: tf.TensorInfo }, object, tf.TensorInfo, MathBackendCPU>((call) => {
    const { inputs, backend } = call;
    if (inputs.x.dtype !== 'float32') return runStock(stock, call);
    const values = Float32Array.from(valuesOf(backend, inputs.x), signOf);
    return backend.makeTensorInfo(inputs.x.shape, 'float32', values);
  });

/** A kernel of two tensors of floats; the stock one stays for other types. */
function binary(compute: (left: number, right: number) => number): Replacement {
  return (stock) =>
    defineKernel<{ readonly a: tf.TensorInfo; readonly b: tf.TensorInfo }, object, tf.TensorInfo, MathBackendCPU>(
      (call) => {
        const { inputs, backend } = call;
        const { a, b } = inputs;
        if (a.dtype !== 'float32' || b.dtype !== 'float32') return runStock(stock, call);
        const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
        const out = new Float32Array(tf.util.sizeFromShape(shape));
        combine(out, shape, [valuesOf(backend, a), a.shape], [valuesOf(backend, b), b.shape], compute);
        return backend.makeTensorInfo(shape, 'float32', out);
      },
    );
}

const unsortedSegmentSum: tf.KernelFunc = defineKernel<
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

/**
 * Sums rows by segment, as the gradient of an embedding does. The stock kernel goes through all rows once for every
 * segment: minutes for ten thousand words.
 */
export const UnsortedSegmentSum: Replacement = () => unsortedSegmentSum;
