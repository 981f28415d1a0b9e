import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../../errors.js';
import { defineKernel, type KernelCall, runStock } from '../kernel.js';
import { makeTensor } from './heap.js';
import { convolveOwn, winsConvolutions } from './own-convolution.js';
import { ownKernels } from './own-kernels.js';
import { around, finite, floats, type Replacement } from './replacement.js';

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
function convolution(stock: KernelFunc): KernelFunc {
  return defineKernel<ConvolutionInputs, ConvolutionAttributes>((call) => run(stock, call, false));
}

/** {@link convolution}, by our own kernel where it is the faster one. */
function plainConvolution(stock: KernelFunc): KernelFunc {
  return defineKernel<ConvolutionInputs, ConvolutionAttributes>((call) => {
    const { inputs, attrs, backend } = call;
    const own = ownKernels(backend);
    if (own && inputs.x.dtype === 'float32' && inputs.filter.dtype === 'float32') {
      const info = convolutionInfo(inputs, attrs, false);
      if (winsConvolutions(own, info) && info.outShape.every((size) => size > 0) && info.inChannels > 0) {
        const out = makeTensor(backend, info.outShape);
        convolveOwn(backend, own, info, inputs.x, inputs.filter, out);
        return out;
      }
    }
    return run(stock, call, false);
  });
}

/** {@link convolution}, of each channel on its own. */
function depthwiseConvolution(stock: KernelFunc): KernelFunc {
  return defineKernel<ConvolutionInputs, ConvolutionAttributes>((call) => run(stock, call, true));
}

export const Conv2D: Replacement = around(plainConvolution);
export const FusedConv2D: Replacement = around(convolution);
export const DepthwiseConv2dNative: Replacement = around(depthwiseConvolution);
export const FusedDepthwiseConv2D: Replacement = around(depthwiseConvolution);

function run(stock: KernelFunc, { inputs, attrs, backend }: ConvolutionCall, depthwise: boolean): TensorInfo {
  const { outShape, padInfo } = convolutionInfo(inputs, attrs, depthwise);
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

function convolutionInfo(
  { x, filter }: ConvolutionInputs,
  { strides, dilations, pad, dimRoundingMode }: ConvolutionAttributes,
  depthwise: boolean,
): backend_util.Conv2DInfo {
  const [inShape, filterShape] = [x.shape as Shape4D, filter.shape as Shape4D];
  return tf.backend_util.computeConv2DInfo(inShape, filterShape, strides, dilations, pad, dimRoundingMode, depthwise);
}

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Keeps a stock pooling from reading out of bounds, where no window fits into the input. */
function pooling(stock: KernelFunc): KernelFunc {
  return defineKernel<{ readonly x: TensorInfo }, PoolAttributes>((call) => {
    const { inputs, attrs, backend } = call;
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const shape = inputs.x.shape as [number, number, number, number];
    const { outShape } = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    if (outShape.some((size) => size <= 0)) return emptyOutput(backend, outShape);
    return runStock(stock, call);
  });
}

export const AvgPool: Replacement = around(pooling, floats, finite('x'));
export const MaxPool: Replacement = around(pooling, floats, finite('x'));

/**
 * The output of a convolution or pooling that has no element.
 *
 * @throws ShapeError if it is not even empty, because the window is larger than the padded input.
 */
function emptyOutput(backend: BackendWasm, shape: readonly number[]): TensorInfo {
  if (shape.some((size) => size < 0)) {
    throw new ShapeError(`a window expects an input at least as large as itself (received one that gives [${shape}])`);
  }
  return makeTensor(backend, shape);
}
