import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type Replacement, runStock } from '../kernel.js';
import { forEachMeeting } from '../windows.js';
import { valuesOf } from './elements.js';

type Shape4D = [number, number, number, number];

interface Operands {
  readonly x?: tf.TensorInfo;
  readonly filter?: tf.TensorInfo;
  readonly dy: tf.TensorInfo;
}

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: Shape4D;
  readonly inputShape: Shape4D;
}

/** Adds to `sums`, whose shape the gradient has, what each input pixel, tap and output pixel that meet contribute. */
type AddUp = (
  sums: Float64Array,
  operands: readonly tf.backend_util.TypedArray[],
  info: tf.backend_util.Conv2DInfo,
) => void;

/**
 * A gradient of a convolution. The stock kernel asks a buffer for every element by its four indices, and so takes minutes for
 * a few images; it stays for channels first.
 */
function convolutionGradient(
  names: readonly (keyof Operands)[],
  of: 'inputShape' | 'filterShape',
  addUp: AddUp,
): Replacement {
  return (stock) =>
    defineKernel<Operands, Attributes, tf.TensorInfo, MathBackendCPU>((call) => {
      const { inputs, attrs, backend } = call;
      if (attrs.dataFormat === 'NCHW') return runStock(stock, call);
      const { strides, pad, dimRoundingMode } = attrs;
      const inputShape = attrs.inputShape ?? (inputs.x?.shape as Shape4D);
      const filterShape = attrs.filterShape ?? (inputs.filter?.shape as Shape4D);
      const info = tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
      // Sums of many products: in double precision, as those of the stock kernel.
      const sums = new Float64Array(tf.util.sizeFromShape(attrs[of]));
      const operands = names.map((name) => valuesOf(backend, inputs[name] as tf.TensorInfo));
      addUp(sums, operands, info);
      return backend.makeTensorInfo(attrs[of], 'float32', Float32Array.from(sums));
    });
}

/** The gradient of a convolution's filter: `[height, width, inChannels, outChannels]`. */
export const Conv2DBackpropFilter: Replacement = convolutionGradient(
  ['x', 'dy'],
  'filterShape',
  (sums, operands, info) => {
    const [values, gradient] = operands as [Float32Array, Float32Array];
    const { inChannels, outChannels } = info;
    forEachMeeting(info, (input, tap, output) => {
      const start = output * outChannels;
      let at = tap * inChannels * outChannels;
      for (let channel = input * inChannels; channel < (input + 1) * inChannels; channel++) {
        const value = values[channel] as number;
        for (let index = start; index < start + outChannels; index++) {
          (sums[at++] as number) += value * (gradient[index] as number);
        }
      }
    });
  },
);

/** The gradient of a convolution's input, which is also the forward pass of a transposed convolution. */
export const Conv2DBackpropInput: Replacement = convolutionGradient(
  ['dy', 'filter'],
  'inputShape',
  (sums, operands, info) => {
    const [gradient, weights] = operands as [Float32Array, Float32Array];
    const { inChannels, outChannels } = info;
    forEachMeeting(info, (input, tap, output) => {
      const start = output * outChannels;
      let at = tap * inChannels * outChannels;
      for (let channel = input * inChannels; channel < (input + 1) * inChannels; channel++) {
        let sum = 0;
        for (let index = start; index < start + outChannels; index++) {
          sum += (gradient[index] as number) * (weights[at++] as number);
        }
        (sums[channel] as number) += sum;
      }
    });
  },
);
