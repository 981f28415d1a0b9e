import * as tf from '@tensorflow/tfjs-core';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type ConvolutionOutput, convolutionOutput } from '../types/convolution.js';
import { channelsLast, type DataFormat } from '../types/data-format.js';
import type { Pair } from '../types/per-axis.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import {
  type CheckedDilation,
  type CheckedGroups,
  type ConvolutionOptions,
  configureConvolution,
  type GivenConvolution,
  type GivenMovement,
  type KernelMovement,
  windowOf,
} from './convolution-options.js';
import { convolve } from './convolve.js';
import { inChannelsLast } from './in-channels-last.js';

/** What {@link Conv2D} takes beside the number of filters and the size of the kernel. */
export interface Conv2DOptions<
  Filters extends number = number,
  Strides extends Pair = Pair,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends Pair = Pair,
  Groups extends number = number,
> extends ConvolutionOptions {
  /** By how much the kernel moves on; 1 unless given. */
  readonly strides?: Strides;
  /** `same` puts zeros around the image, so that it keeps its size with strides of 1; `valid` unless given. */
  readonly padding?: Mode;
  readonly dataFormat?: Format;
  /** The distance between the pixels that the kernel sees; 1 unless given, and with strides of more than 1. */
  readonly dilationRate?: CheckedDilation<'Conv2D', Strides, Rate>;
  /** The number of parts of the channels, each of which has filters of its own; 1 unless given. */
  readonly groups?: CheckedGroups<'Conv2D', Filters, Groups>;
}

/** A kernel slides over height and width; the channels become `Filters`. */
export interface Conv2DShape<
  Filters extends number,
  KernelSize extends Pair,
  Strides extends Pair,
  Mode extends 'valid' | 'same',
  Format extends DataFormat,
  Rate extends Pair,
  Groups extends number,
> extends ShapeFunction {
  readonly output: ConvolutionOutput<
    'Conv2D',
    2,
    this['input'],
    { size: KernelSize; strides: Strides; dilationRate: Rate; padding: Mode; dataFormat: Format },
    Filters,
    Groups
  >;
}

function conv2DOutput(input: Shape, { filters, groups, ...movement }: Conv2DMovement): Shape {
  return convolutionOutput('Conv2D', 2, input, windowOf({ ...movement, groups }), filters, groups);
}

interface Conv2DMovement extends KernelMovement<'valid' | 'same'> {
  readonly filters: number;
}

const conv2D = defineLayer({
  name: 'Conv2D',
  configure: (given: GivenConvolution<'valid' | 'same'>) => configureConvolution('Conv2D', 2, ['valid', 'same'], given),
  shape: (input, configuration) => conv2DOutput(input, configuration),
  weights: (input, { filters, kernelSize, dataFormat, groups, useBias }) => ({
    kernel: [...kernelSize, (channelsLast(input, dataFormat).at(-1) as number) / groups, filters],
    bias: useBias ? [filters] : null,
  }),
  forward: (input, { kernel, bias }, configuration) => {
    // Sizes that vary are not known before.
    conv2DOutput(input.shape, configuration);
    const output = inChannelsLast(input, configuration.dataFormat, (image) => {
      const convolved = convolve(image, kernel, configuration);
      return bias === null ? convolved : tf.add(convolved, bias);
    });
    return configuration.activation(output);
  },
});

/** {@link Conv2D}, whose images have their channels where `Default` says, unless an option says otherwise. */
export type Conv2DFactory<Default extends DataFormat> = <
  const Filters extends number,
  const KernelSize extends Pair,
  const Strides extends Pair = 1,
  const Mode extends 'valid' | 'same' = 'valid',
  const Format extends DataFormat = Default,
  const Rate extends Pair = 1,
  const Groups extends number = 1,
  const Name extends string = string,
>(
  filters: Filters,
  kernelSize: KernelSize,
  options?: Conv2DOptions<Filters, Strides, Mode, Format, Rate, Groups> & LayerOptions<Name>,
) => Layer<Conv2DShape<Filters, KernelSize, Strides, Mode, Format, Rate, Groups>, Name>;

function conv2DWith<Default extends DataFormat>(dataFormat: Default): Conv2DFactory<Default> {
  return (filters, kernelSize, options = {}) => {
    // The types of its options hold sentences, where they are wrong.
    const given = options as ConvolutionOptions & GivenMovement<'valid' | 'same'>;
    return conv2D({ filters, kernelSize, ...given, dataFormat: given.dataFormat ?? dataFormat }, options);
  };
}

/**
 * Slides kernels over height and width: each filter is `activation(sum of kernel times what it covers + bias)`.
 *
 * Takes (batch, height, width, channels), gives (batch, new height, new width, filters). With padding `valid` a height
 * becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`.
 *
 * @example
 * const edges = Conv2D(64, [3, 3], { activation: 'relu' })(Input([28, 28, 1])); // SymbolicTensor<[null, 26, 26, 64]>
 */
export const Conv2D: Conv2DFactory<'channelsLast'> = conv2DWith('channelsLast');

/**
 * {@link Conv2D} for images of (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const edges = Conv2D(64, [3, 3])(Input([1, 28, 28])); // SymbolicTensor<[null, 64, 26, 26]>
 */
export const Conv2DChannelsFirst: Conv2DFactory<'channelsFirst'> = conv2DWith('channelsFirst');
