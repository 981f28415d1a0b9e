import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { floatsOf, makeZeros } from './heap.js';
import { by, floats, type Replacement } from './replacement.js';

interface MaxPoolGradInputs {
  readonly dy: TensorInfo;
  readonly input: TensorInfo;
  readonly output: TensorInfo;
}

/** The elements of a pooling and of its gradients. */
interface PoolElements {
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly outputGradient: Float32Array;
  readonly inputGradient: Float32Array;
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
export const MaxPoolGrad: Replacement = by(
  defineKernel<MaxPoolGradInputs, PoolAttributes>(
    ({ inputs: { dy, input, output }, attrs: { filterSize, strides, pad, dimRoundingMode }, backend }) => {
      const shape = input.shape as [number, number, number, number];
      const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
      const out = makeZeros(backend, shape);
      const elements: PoolElements = {
        input: floatsOf(backend, input),
        output: floatsOf(backend, output),
        outputGradient: floatsOf(backend, dy),
        inputGradient: floatsOf(backend, out),
      };
      routeToMaxima(elements, info);
      return out;
    },
  ),
  floats,
);

function routeToMaxima(elements: PoolElements, info: backend_util.Conv2DInfo): void {
  const { input, output, outputGradient, inputGradient } = elements;
  const { batchSize, inHeight, inWidth, inChannels: channels, outHeight, outWidth } = info;
  const positions = new Int32Array(channels);
  let window = 0;
  for (let batch = 0; batch < batchSize; batch++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const top = outRow * info.strideHeight - info.padInfo.top;
      const rowEnd = Math.min(inHeight, top + info.filterHeight);
      for (let outColumn = 0; outColumn < outWidth; outColumn++) {
        const left = outColumn * info.strideWidth - info.padInfo.left;
        const columnEnd = Math.min(inWidth, left + info.filterWidth);
        positions.fill(-1);
        // Backwards, so that the first one stays.
        for (let row = rowEnd - 1; row >= top && row >= 0; row--) {
          for (let column = columnEnd - 1; column >= left && column >= 0; column--) {
            markMaxima(positions, input, ((batch * inHeight + row) * inWidth + column) * channels, output, window);
          }
        }
        for (let channel = 0; channel < channels; channel++) {
          const position = positions[channel] as number;
          if (position >= 0) (inputGradient[position] as number) += outputGradient[window + channel] as number;
        }
        window += channels;
      }
    }
  }
}

/** Notes, for each channel, where the window's maximum is found; by arithmetic, for a branch would be guessed wrong. */
function markMaxima(
  positions: Int32Array,
  input: Float32Array,
  start: number,
  output: Float32Array,
  window: number,
): void {
  for (let channel = 0; channel < positions.length; channel++) {
    const position = positions[channel] as number;
    const isMaximum = Number(input[start + channel] === output[window + channel]);
    positions[channel] = position + isMaximum * (start + channel - position);
  }
}
