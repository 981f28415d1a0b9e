import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { expanded } from './broadcast-indices.js';
import { floatsOf, makeTensor } from './heap.js';
import { defineKernel } from './kernel.js';

interface Operands {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/** The larger of two, or NaN if either is. The stock kernel drops a NaN on the right. */
export const maximum: KernelFunc = defineKernel<Operands>(({ inputs, backend }) => extremum(backend, inputs, true));

/** The smaller of two, or NaN if either is. The stock kernel drops a NaN on the right. */
export const minimum: KernelFunc = defineKernel<Operands>(({ inputs, backend }) => extremum(backend, inputs, false));

function extremum(backend: BackendWasm, { a, b }: Operands, larger: boolean): TensorInfo {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const out = makeTensor(backend, shape);
  const extrema = floatsOf(backend, out);
  const left = floatsOf(backend, a);
  const right = floatsOf(backend, b);
  // A single number is the common case, and need not be repeated.
  const x = left.length === 1 ? left : expanded(left, a.shape, shape);
  const y = right.length === 1 ? right : expanded(right, b.shape, shape);
  const xStep = left.length === 1 ? 0 : 1;
  const yStep = right.length === 1 ? 0 : 1;
  for (let index = 0; index < extrema.length; index++) {
    const first = x[index * xStep] as number;
    const second = y[index * yStep] as number;
    extrema[index] = Number.isNaN(first) || (larger ? first > second : first < second) ? first : second;
  }
  return out;
}
