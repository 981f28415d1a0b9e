import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { floatsOf, makeTensor } from './heap.js';

/** The stock kernels of the next three are wrong for large angles, and slower than JavaScript. */
export const sin: KernelFunc = elementwise(Math.sin);
export const cos: KernelFunc = elementwise(Math.cos);
export const tan: KernelFunc = elementwise(Math.tan);

/** The stock kernel adds 1 first, and so loses every x below 1e-8. */
export const log1p: KernelFunc = elementwise(Math.log1p);

/** The stock kernel takes the smallest numbers for zeros. NaN has the sign 0, as on the cpu backend. */
export const sign: KernelFunc = elementwise((value) => (value > 0 ? 1 : value < 0 ? -1 : 0));

function elementwise(compute: (value: number) => number): KernelFunc {
  return defineKernel<{ readonly x: TensorInfo }>(({ inputs: { x }, backend }) => {
    const out = makeTensor(backend, x.shape);
    const values = floatsOf(backend, x);
    const results = floatsOf(backend, out);
    for (let index = 0; index < values.length; index++) results[index] = compute(values[index] as number);
    return out;
  });
}
