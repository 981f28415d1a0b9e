import type { backend_util, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, runStock } from '../kernel.js';
import { emptyOutput } from './empty-output.js';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Keeps a stock pooling from reading out of bounds, where no window fits into the input. */
export function pooling(stock: KernelFunc): KernelFunc {
  return defineKernel<{ readonly x: TensorInfo }, PoolAttributes>((call) => {
    const { inputs, attrs, backend } = call;
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const shape = inputs.x.shape as [number, number, number, number];
    const { outShape } = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    if (outShape.some((size) => size <= 0)) return emptyOutput(backend, outShape);
    return runStock(stock, call);
  });
}
