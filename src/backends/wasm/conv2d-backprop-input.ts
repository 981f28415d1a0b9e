import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { inputOfTap, placesOfTap, windowAxes } from '../windows.js';
import { floatsOf, makeTensor, makeZeros, release, reshaped, runKernel } from './heap.js';
import { hasMinimalFiltering, inputGradientOwn } from './own-convolution.js';
import { ownKernels } from './own-kernels.js';
import { by, type Replacement } from './replacement.js';

interface InputGradientInputs {
  readonly dy: TensorInfo;
  readonly filter: TensorInfo;
}

interface InputGradientAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly inputShape: [number, number, number, number];
}

/**
 * The gradient of a convolution's input, which is also the forward pass of a transposed convolution.
 *
 * The stock kernel is a scalar loop. Without strides this is a convolution of `dy` with the filter turned by half a
 * turn, and with strides one product of matrices whose columns are added up where they came from.
 */
export const Conv2DBackpropInput: Replacement = by(
  defineKernel<InputGradientInputs, InputGradientAttributes>(
    ({ inputs: { dy, filter }, attrs: { strides, pad, dimRoundingMode, inputShape }, backend }) => {
      const info = tf.backend_util.computeConv2DInfo(
        inputShape,
        filter.shape as [number, number, number, number],
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      if (tf.util.sizeFromShape(dy.shape) * tf.util.sizeFromShape(filter.shape) === 0) {
        return makeZeros(backend, inputShape);
      }
      const isDense = info.strideHeight === 1 && info.strideWidth === 1;
      const own = ownKernels(backend);
      if (own && isDense && (own.isRelaxed || hasMinimalFiltering(info))) {
        const out = makeTensor(backend, info.inShape);
        inputGradientOwn(backend, own, info, dy, filter, out);
        return out;
      }
      const padding = paddingOfTurned(info);
      return isDense && padding.flat().every((amount) => amount >= 0)
        ? convolveTurned(backend, dy, filter, info, padding)
        : scatterProducts(backend, dy, filter, info);
    },
  ),
);

/** What `dy` has to be padded with, above, below, left and right, for the turned filter to reach every input. */
function paddingOfTurned(info: backend_util.Conv2DInfo): [[number, number], [number, number]] {
  const top = info.filterHeight - 1 - info.padInfo.top;
  const left = info.filterWidth - 1 - info.padInfo.left;
  const bottom = info.inHeight + info.filterHeight - 1 - info.outHeight - top;
  const right = info.inWidth + info.filterWidth - 1 - info.outWidth - left;
  return [
    [top, bottom],
    [left, right],
  ];
}

function convolveTurned(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
  padding: [[number, number], [number, number]],
): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const turned = makeTensor(backend, [filterHeight, filterWidth, outChannels, inChannels]);
  const weights = floatsOf(backend, filter);
  const target = floatsOf(backend, turned);
  const taps = filterHeight * filterWidth;
  let index = 0;
  for (let tap = taps - 1; tap >= 0; tap--) {
    for (let output = 0; output < outChannels; output++) {
      for (let input = 0; input < inChannels; input++) {
        target[index++] = weights[(tap * inChannels + input) * outChannels + output] as number;
      }
    }
  }
  const attributes = { strides: [1, 1], dilations: [1, 1], pad: [[0, 0], ...padding, [0, 0]], dataFormat: 'NHWC' };
  const out = runKernel(backend, 'Conv2D', { x: dy, filter: turned }, attributes);
  release(backend, turned);
  return out;
}

function scatterProducts(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const places = info.batchSize * info.outHeight * info.outWidth;
  const products = runKernel(
    backend,
    'BatchMatMul',
    {
      a: reshaped(dy, [places, outChannels]),
      b: reshaped(filter, [filterHeight * filterWidth * inChannels, outChannels]),
    },
    { transposeA: false, transposeB: true },
  );
  const out = makeZeros(backend, info.inShape);
  const sums = floatsOf(backend, out);
  const terms = floatsOf(backend, products);
  for (let tap = 0; tap < filterHeight * filterWidth; tap++) scatterTap(terms, sums, info, tap);
  release(backend, products);
  return out;
}

/** Adds what a tap of the filter gives at each place to the input that it saw there. */
function scatterTap(terms: Float32Array, sums: Float32Array, info: backend_util.Conv2DInfo, tap: number): void {
  const { height, width } = windowAxes(info);
  const { batchSize, inChannels: channels, filterHeight, filterWidth } = info;
  const rowTap = Math.floor(tap / filterWidth);
  const columnTap = tap % filterWidth;
  const rows = placesOfTap(height, rowTap);
  const columns = placesOfTap(width, columnTap);
  const termsOfPlace = filterHeight * filterWidth * channels;
  for (let batch = 0; batch < batchSize; batch++) {
    for (let row = rows.from; row < rows.to; row++) {
      const inputRow = (batch * height.inSize + inputOfTap(height, row, rowTap)) * width.inSize;
      for (let column = columns.from; column < columns.to; column++) {
        const place = (batch * height.outSize + row) * width.outSize + column;
        const source = place * termsOfPlace + tap * channels;
        const target = (inputRow + inputOfTap(width, column, columnTap)) * channels;
        for (let channel = 0; channel < channels; channel++) {
          (sums[target + channel] as number) += terms[source + channel] as number;
        }
      }
    }
  }
}
