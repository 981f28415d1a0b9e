import type { backend_util, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type KernelCall, runStock } from '../kernel.js';
import { emptyOutput } from './empty-output.js';

interface ConvolutionInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
}

interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly dilations: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type ConvolutionCall = KernelCall<ConvolutionInputs, ConvolutionAttributes>;
type Shape4D = [number, number, number, number];

/**
 * Keeps a stock convolution from what it gets wrong.
 *
 * Its own notion of padding `same` leaves the output unwritten where a stride is larger than the filter, so that the
 * padding is spelt out here; and where no window fits into the input it reads out of bounds.
 */
export function convolution(stock: KernelFunc): KernelFunc {
  return defineKernel<ConvolutionInputs, ConvolutionAttributes>((call) => run(stock, call, false));
}

/** {@link convolution}, of each channel on its own. */
export function depthwiseConvolution(stock: KernelFunc): KernelFunc {
  return defineKernel<ConvolutionInputs, ConvolutionAttributes>((call) => run(stock, call, true));
}

function run(stock: KernelFunc, { inputs, attrs, backend }: ConvolutionCall, depthwise: boolean): TensorInfo {
  const { outShape, padInfo } = tf.backend_util.computeConv2DInfo(
    inputs.x.shape as Shape4D,
    inputs.filter.shape as Shape4D,
    attrs.strides,
    attrs.dilations,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
  );
  if (outShape.some((size) => size <= 0)) return emptyOutput(backend, outShape);
  const pad: backend_util.ExplicitPadding = [
    [0, 0],
    [padInfo.top, padInfo.bottom],
    [padInfo.left, padInfo.right],
    [0, 0],
  ];
  const call = attrs.pad === 'same' ? { inputs, attrs: { ...attrs, pad }, backend } : { inputs, attrs, backend };
  return runStock(stock, call);
}
