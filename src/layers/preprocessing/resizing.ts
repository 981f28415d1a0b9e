import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { checkSize, finite } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { type DataFormat, dataFormats } from '../../types/data-format.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { floats } from '../core/input-format.js';
import { asBatch, cropToAspectRatio, padToAspectRatio, type ResizedShape, resize, resized } from './images.js';
import { type Interpolation, interpolations } from './resample.js';

/** The options of {@link Resizing}. */
export interface ResizingOptions<Format extends DataFormat = DataFormat> {
  /** The interpolation of pixels. The default is `bilinear`. */
  readonly interpolation?: Interpolation;
  /** Whether to crop images to the aspect ratio of the target first. The default is `false`. */
  readonly cropToAspectRatio?: boolean;
  /** Whether to pad images with `fillValue` to the aspect ratio of the target first. The default is `false`. */
  readonly padToAspectRatio?: boolean;
  /** How padding is filled. The default, and the only value, is `constant`. */
  readonly fillMode?: 'constant';
  /** The value of added pixels. The default is 0. */
  readonly fillValue?: number;
  /** Whether to use an anti-aliasing filter when images become smaller. The default is `false`. */
  readonly antialias?: boolean;
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

const defaults: Required<ResizingOptions> = {
  interpolation: 'bilinear',
  cropToAspectRatio: false,
  padToAspectRatio: false,
  fillMode: 'constant',
  fillValue: 0,
  antialias: false,
  dataFormat: 'channelsLast',
};

/** The shape function of {@link Resizing}; the element type stays the same, and integers are rounded. */
export interface ResizingShape<Height extends number, Width extends number, Format extends DataFormat>
  extends ResizedShape<'Resizing', Height, Width, Format> {
  readonly outputType: this['inputType'];
}

const resizing = defineLayer({
  name: 'Resizing',
  configure: ({ height, width, ...given }: ResizingOptions & { readonly height: number; readonly width: number }) => {
    const options = withDefaults('Resizing', defaults, given);
    if (options.cropToAspectRatio && options.padToAspectRatio) {
      throw new ArgumentError('Resizing expects one of cropToAspectRatio and padToAspectRatio (received both)');
    }
    return {
      height: checkSize('Resizing: height', height),
      width: checkSize('Resizing: width', width),
      ...options,
      interpolation: oneOf('Resizing: interpolation', options.interpolation, interpolations),
      fillMode: oneOf('Resizing: fillMode', options.fillMode, ['constant']),
      fillValue: finite('Resizing: fillValue', options.fillValue),
      dataFormat: oneOf('Resizing: dataFormat', options.dataFormat, dataFormats),
    };
  },
  shape: (input, { height, width, dataFormat }) => resized('Resizing', input, height, width, dataFormat),
  type: (inputType) => inputType,
  forward: (input, _, { height, width, dataFormat: format, ...options }) =>
    asBatch(input, (images) => {
      const given = floats(images);
      const window = options.cropToAspectRatio
        ? cropToAspectRatio(given, [height, width], format)
        : options.padToAspectRatio
          ? padToAspectRatio(given, [height, width], options.fillValue, format)
          : given;
      const output = resize(window, [height, width], format, options.interpolation, options.antialias);
      return input.dtype === 'int32' ? tf.cast(tf.round(output), 'int32') : output;
    }),
});

/** {@link Resizing} with `Default` as its default data format. */
export type ResizingFactory<Default extends DataFormat> = <
  const Height extends number,
  const Width extends number,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The height of the output, in pixels. */
  height: GivenSize<'Resizing: height', Height>,
  /** The width of the output, in pixels. */
  width: GivenSize<'Resizing: width', Width>,
  options?: GivenOptions<'Resizing', Given, ResizingOptions<Format> & LayerOptions<Name>>,
) => Layer<ResizingShape<Height, Width, Format>, Name>;

function resizingWith<Default extends DataFormat>(dataFormat: Default): ResizingFactory<Default> {
  return positionalAs(['height', 'width'], (height, width, options: ResizingOptions & LayerOptions = {}) =>
    resizing({ ...options, height, width, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Resizes images.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with another height and width. The element type
 * stays the same; integers are rounded.
 *
 * @example
 * const small = Resizing(28, 28)(Input([224, null, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Resizing: ResizingFactory<'channelsLast'> = resizingWith('channelsLast');

/**
 * {@link Resizing} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const small = Resizing(28, 28)(Input([3, 224, null])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const ResizingChannelsFirst: ResizingFactory<'channelsFirst'> = resizingWith('channelsFirst');
