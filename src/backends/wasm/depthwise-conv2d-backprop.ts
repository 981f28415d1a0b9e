import type { backend_util, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { forEachMeeting, type Meet } from '../meetings.js';
import { convolveTurnedChannels, reachesEveryInput } from './convolve-turned-channels.js';
import { floatsOf, makeZeros } from './heap.js';

interface DepthwiseAttributes {
  readonly strides: number | [number, number];
  readonly dilations: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4D = [number, number, number, number];

/** The gradient of a depthwise convolution's input. */
export const depthwiseConv2dNativeBackpropInput: KernelFunc = defineKernel<
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
});

/** The gradient of a depthwise convolution's filter. */
export const depthwiseConv2dNativeBackpropFilter: KernelFunc = defineKernel<
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
});

function depthwiseInfo(
  inputShape: Shape4D,
  filterShape: Shape4D,
  attributes: DepthwiseAttributes,
): backend_util.Conv2DInfo {
  const { strides, dilations, pad, dimRoundingMode } = attributes;
  return tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, dilations, pad, dimRoundingMode, true);
}
