import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { expanded } from './broadcast-indices.js';
import { floatsOf, makeTensor } from './heap.js';
import { defineKernel } from './kernel.js';

/** Scales what is negative. The stock kernel takes `alpha` for a vector along the last axis, whatever its shape. */
export const prelu: KernelFunc = defineKernel<{ readonly x: TensorInfo; readonly alpha: TensorInfo }>(
  ({ inputs: { x, alpha }, backend }) => {
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(x.shape, alpha.shape);
    const out = makeTensor(backend, shape);
    const results = floatsOf(backend, out);
    const values = expanded(floatsOf(backend, x), x.shape, shape);
    const slopes = expanded(floatsOf(backend, alpha), alpha.shape, shape);
    for (let index = 0; index < results.length; index++) {
      const value = values[index] as number;
      results[index] = value < 0 ? (slopes[index] as number) * value : value;
    }
    return out;
  },
);
