import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, runStock } from '../kernel.js';
import { expanded } from './broadcast-indices.js';
import { floatsOf, makeTensor } from './heap.js';

interface PreluInputs {
  readonly x: TensorInfo;
  readonly alpha: TensorInfo;
}

/** Scales what is negative. The stock kernel takes `alpha` for a vector along the last axis, whatever its shape. */
export function prelu(stock: KernelFunc): KernelFunc {
  return defineKernel<PreluInputs>((call) => {
    const { inputs, backend } = call;
    const { x, alpha } = inputs;
    if (isAlongLastAxis(alpha, x)) return runStock(stock, call);
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
  });
}

function isAlongLastAxis(alpha: TensorInfo, x: TensorInfo): boolean {
  const size = x.shape.at(-1);
  return (
    !!size &&
    tf.util.sizeFromShape(x.shape) > 0 &&
    alpha.shape.length <= x.shape.length &&
    alpha.shape.at(-1) === size &&
    tf.util.sizeFromShape(alpha.shape) === size
  );
}
