import type { backend_util, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { floatsOf, makeZeros } from './heap.js';
import { defineKernel } from './kernel.js';

interface MaxPoolGradInputs {
  readonly dy: TensorInfo;
  readonly input: TensorInfo;
}

/** How a pooling is configured. */
interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * The gradient of max pooling: each window's goes to its first maximum, row by row.
 *
 * The stock kernel takes the last one, never a negative one, and of several channels it loses all but one.
 */
export const maxPoolGrad: KernelFunc = defineKernel<MaxPoolGradInputs, PoolAttributes>(
  ({ inputs: { dy, input }, attrs: { filterSize, strides, pad, dimRoundingMode }, backend }) => {
    const shape = input.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const out = makeZeros(backend, shape);
    routeToMaxima(floatsOf(backend, input), floatsOf(backend, dy), floatsOf(backend, out), info);
    return out;
  },
);

function routeToMaxima(
  input: Float32Array,
  outputGradient: Float32Array,
  inputGradient: Float32Array,
  info: backend_util.Conv2DInfo,
): void {
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth } = info;
  const maxima = new Float32Array(channels);
  const positions = new Int32Array(channels);
  let output = 0;
  for (let batch = 0; batch < batchSize; batch++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * info.strideHeight - info.padInfo.top;
      const rowEnd = Math.min(inHeight, top + info.filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * info.strideWidth - info.padInfo.left;
        const columnEnd = Math.min(inWidth, left + info.filterWidth);
        maxima.fill(Number.NEGATIVE_INFINITY);
        positions.fill(-1);
        for (let row = Math.max(0, top); row < rowEnd; row++) {
          for (let column = Math.max(0, left); column < columnEnd; column++) {
            const start = ((batch * inHeight + row) * inWidth + column) * channels;
            for (let channel = 0; channel < channels; channel++) {
              const value = input[start + channel] as number;
              if (value > (maxima[channel] as number)) {
                maxima[channel] = value;
                positions[channel] = start + channel;
              }
            }
          }
        }
        for (let channel = 0; channel < channels; channel++) {
          const position = positions[channel] as number;
          if (position >= 0) (inputGradient[position] as number) += outputGradient[output + channel] as number;
        }
        output += channels;
      }
    }
  }
}
