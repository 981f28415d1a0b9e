import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { makeTensor } from './heap.js';
import { defineKernel } from './kernel.js';

/** Limits elements to a range. The stock kernel makes a bound of NaN, and takes integers for floats. */
export const clipByValue: KernelFunc = defineKernel<
  { readonly x: TensorInfo },
  { readonly clipValueMin: number; readonly clipValueMax: number }
>(({ inputs: { x }, attrs: { clipValueMin, clipValueMax }, backend }) => {
  const out = makeTensor(backend, x.shape, x.dtype);
  clip(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out), clipValueMin, clipValueMax);
  return out;
});

/** Limits elements to 0 to 6. The stock kernel makes 0 of NaN. */
export const relu6: KernelFunc = defineKernel<{ readonly x: TensorInfo }>(({ inputs: { x }, backend }) => {
  const out = makeTensor(backend, x.shape, x.dtype);
  clip(backend.typedArrayFromHeap(x), backend.typedArrayFromHeap(out), 0, 6);
  return out;
});

function clip(
  values: tf.backend_util.TypedArray,
  clipped: tf.backend_util.TypedArray,
  least: number,
  most: number,
): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    // NaN is neither.
    clipped[index] = value < least ? least : value > most ? most : value;
  }
}
