import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { inputOfTap, placesOfTap, windowAxes } from '../windows.js';
import { floatsOf, makeTensor, makeZeros, release } from './heap.js';
import { multiplyMatrices } from './multiply-matrices.js';
import { filterGradientOwn, winsFilterGradients } from './own-convolution.js';
import { ownKernels } from './own-kernels.js';
import { by, type Replacement } from './replacement.js';

interface FilterGradientInputs {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
}

interface FilterGradientAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/** How many rows a product has to have, for the module to be fast. */
const enoughRows = 32;

/**
 * The gradient of a convolution's filter: for each tap of the filter, `transpose(what the tap has seen) x dy`.
 *
 * @returns `[height, width, inChannels, outChannels]`
 */
export const Conv2DBackpropFilter: Replacement = by(
  defineKernel<FilterGradientInputs, FilterGradientAttributes>(
    ({ inputs: { x, dy }, attrs: { strides, pad, dimRoundingMode, filterShape }, backend }) => {
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filterShape,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const { inChannels, outChannels } = info;
      const places = info.batchSize * info.outHeight * info.outWidth;
      const taps = info.filterHeight * info.filterWidth;
      if (taps * inChannels * outChannels * places === 0) return makeZeros(backend, filterShape);

      const own = ownKernels(backend);
      if (own && winsFilterGradients(own, info)) {
        const out = makeTensor(backend, filterShape);
        filterGradientOwn(backend, own, info, x, dy, out);
        return out;
      }
      const tapsAtOnce = Math.min(taps, Math.ceil(enoughRows / inChannels));
      const seen = makeTensor(backend, [tapsAtOnce * inChannels, places]);
      const out = makeTensor(backend, filterShape);
      for (let first = 0; first < taps; first += tapsAtOnce) {
        const count = Math.min(tapsAtOnce, taps - first);
        // The views are taken anew: the product before may have grown the heap.
        const input = floatsOf(backend, x);
        const rows = floatsOf(backend, seen);
        for (let tap = 0; tap < count; tap++) {
          gatherTap(
            input,
            rows.subarray(tap * inChannels * places, (tap + 1) * inChannels * places),
            info,
            first + tap,
          );
        }
        multiplyMatrices(
          backend,
          { tensor: seen, rows: count * inChannels, columns: places, start: 0 },
          { tensor: dy, rows: places, columns: outChannels },
          { tensor: out, rows: count * inChannels, columns: outChannels, start: first * inChannels * outChannels },
        );
      }
      release(backend, seen);
      return out;
    },
  ),
);

/** Writes what a tap of the filter sees at each place, `[inChannels, places]`; zero, where that is padding. */
function gatherTap(input: Float32Array, seen: Float32Array, info: backend_util.Conv2DInfo, tap: number): void {
  const { height, width } = windowAxes(info);
  const { batchSize, inChannels: channels } = info;
  const rowTap = Math.floor(tap / info.filterWidth);
  const columnTap = tap % info.filterWidth;
  const rows = placesOfTap(height, rowTap);
  const columns = placesOfTap(width, columnTap);
  const places = batchSize * height.outSize * width.outSize;
  const step = width.stride * channels;
  const isPadded = rows.from > 0 || columns.from > 0 || rows.to < height.outSize || columns.to < width.outSize;
  if (isPadded) seen.fill(0);
  for (let batch = 0; batch < batchSize; batch++) {
    for (let row = rows.from; row < rows.to; row++) {
      const inputRow = (batch * height.inSize + inputOfTap(height, row, rowTap)) * width.inSize;
      const start = (inputRow + inputOfTap(width, columns.from, columnTap)) * channels;
      const place = (batch * height.outSize + row) * width.outSize;
      for (let channel = 0; channel < channels; channel++) {
        let source = start + channel;
        const end = channel * places + place + columns.to;
        for (let target = channel * places + place + columns.from; target < end; target++) {
          seen[target] = input[source] as number;
          source += step;
        }
      }
    }
  }
}
