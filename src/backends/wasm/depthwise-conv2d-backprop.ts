import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { forEachMeeting, type Meet } from '../windows.js';
import { floatsOf, makeTensor, makeZeros, release, reshaped, runKernel } from './heap.js';
import { by, type Replacement } from './replacement.js';

interface DepthwiseAttributes {
  readonly strides: number | [number, number];
  readonly dilations: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4D = [number, number, number, number];

/** The gradient of a depthwise convolution's input. */
export const DepthwiseConv2dNativeBackpropInput: Replacement = by(
  defineKernel<
    { readonly dy: TensorInfo; readonly filter: TensorInfo },
    DepthwiseAttributes & { readonly inputShape: Shape4D }
  >(({ inputs: { dy, filter }, attrs, backend }) => {
    const info = depthwiseInfo(attrs.inputShape, filter.shape as Shape4D, attrs);
    if (reachesEveryInput(info)) return convolveTurnedChannels(backend, dy, filter, info);
    const out = makeZeros(backend, attrs.inputShape);
    const gradient = floatsOf(backend, dy);
    const weights = floatsOf(backend, filter);
    const sums = floatsOf(backend, out);
    const { inChannels, outChannels } = info;
    const multiplier = outChannels / inChannels;
    // One filter for each channel, as most have it, is several times as fast without the inner loop.
    const meetSingly: Meet = (input, tap, output) => {
      const [inputAt, tapAt, outputAt] = [input * inChannels, tap * inChannels, output * inChannels];
      for (let channel = 0; channel < inChannels; channel++) {
        (sums[inputAt + channel] as number) +=
          (gradient[outputAt + channel] as number) * (weights[tapAt + channel] as number);
      }
    };
    const meet: Meet = (input, tap, output) => {
      let index = 0;
      for (let channel = 0; channel < inChannels; channel++) {
        let sum = 0;
        for (let copy = 0; copy < multiplier; copy++) {
          sum += (gradient[output * outChannels + index] as number) * (weights[tap * outChannels + index] as number);
          index++;
        }
        (sums[input * inChannels + channel] as number) += sum;
      }
    };
    forEachMeeting(info, multiplier === 1 ? meetSingly : meet);
    return out;
  }),
);

/** The gradient of a depthwise convolution's filter. */
export const DepthwiseConv2dNativeBackpropFilter: Replacement = by(
  defineKernel<
    { readonly x: TensorInfo; readonly dy: TensorInfo },
    DepthwiseAttributes & { readonly filterShape: Shape4D }
  >(({ inputs: { x, dy }, attrs, backend }) => {
    const info = depthwiseInfo(x.shape as Shape4D, attrs.filterShape, attrs);
    const out = makeZeros(backend, attrs.filterShape);
    const values = floatsOf(backend, x);
    const gradient = floatsOf(backend, dy);
    const sums = floatsOf(backend, out);
    const { inChannels, outChannels } = info;
    const multiplier = outChannels / inChannels;
    const meetSingly: Meet = (input, tap, output) => {
      const [inputAt, tapAt, outputAt] = [input * inChannels, tap * inChannels, output * inChannels];
      for (let channel = 0; channel < inChannels; channel++) {
        (sums[tapAt + channel] as number) +=
          (values[inputAt + channel] as number) * (gradient[outputAt + channel] as number);
      }
    };
    const meet: Meet = (input, tap, output) => {
      let index = 0;
      for (let channel = 0; channel < inChannels; channel++) {
        const value = values[input * inChannels + channel] as number;
        for (let copy = 0; copy < multiplier; copy++) {
          (sums[tap * outChannels + index] as number) += value * (gradient[output * outChannels + index] as number);
          index++;
        }
      }
    };
    forEachMeeting(info, multiplier === 1 ? meetSingly : meet);
    return out;
  }),
);

function depthwiseInfo(
  inputShape: Shape4D,
  filterShape: Shape4D,
  attributes: DepthwiseAttributes,
): backend_util.Conv2DInfo {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  return tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode, true);
}

/** Whether the gradient of a depthwise convolution's input is one of `dy` with the filter turned by half a turn. */
function reachesEveryInput(info: backend_util.Conv2DInfo): boolean {
  const { strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const isDense = [strideHeight, strideWidth, dilationHeight, dilationWidth].every((step) => step === 1);
  const isEmpty = [...info.inShape, ...info.outShape].some((size) => size <= 0);
  return isDense && !isEmpty && paddingOfTurned(info).every((amount) => amount >= 0);
}

/** That gradient: what the copies of each channel give, added up. The stock kernel is many times as fast as a loop. */
function convolveTurnedChannels(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const turned = makeTensor(backend, [filterHeight, filterWidth, outChannels, 1]);
  const weights = floatsOf(backend, filter);
  const target = floatsOf(backend, turned);
  const taps = filterHeight * filterWidth;
  for (let tap = 0; tap < taps; tap++) {
    target.set(weights.subarray(tap * outChannels, (tap + 1) * outChannels), (taps - 1 - tap) * outChannels);
  }
  const [top = 0, bottom = 0, left = 0, right = 0] = paddingOfTurned(info);
  const gradient = runKernel(
    backend,
    'DepthwiseConv2dNative',
    { x: dy, filter: turned },
    {
      strides: [1, 1],
      dilations: [1, 1],
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
  release(backend, turned);
  if (inChannels === outChannels) return gradient;
  const copies = reshaped(gradient, [...info.inShape, outChannels / inChannels]);
  const sums = runKernel(backend, 'Sum', { x: copies }, { axis: [4], keepDims: false });
  release(backend, gradient);
  return sums;
}

/** What `dy` has to be padded with for the turned filter to reach every input: above, below, left and right. */
function paddingOfTurned(info: backend_util.Conv2DInfo): readonly number[] {
  const down = info.filterHeight - 1;
  const across = info.filterWidth - 1;
  const top = down - info.padInfo.top;
  const left = across - info.padInfo.left;
  return [top, info.inHeight + down - info.outHeight - top, left, info.inWidth + across - info.outWidth - left];
}
