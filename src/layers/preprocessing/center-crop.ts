import { oneOf } from '../../arguments/names.js';
import { checkSize } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { type DataFormat, dataFormats } from '../../types/data-format.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { floats } from '../core/input-format.js';
import {
  asBatch,
  before,
  cropToAspectRatio,
  cutWindow,
  imageSize,
  type ResizedShape,
  resize,
  resized,
} from './images.js';

/** The options of {@link CenterCrop}. */
export interface CenterCropOptions<Format extends DataFormat = DataFormat> {
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

interface Given extends Required<CenterCropOptions> {
  readonly height: number;
  readonly width: number;
}

const centerCrop = defineLayer({
  name: 'CenterCrop',
  configure: ({ height, width, dataFormat }: Given) => ({
    height: checkSize('CenterCrop: height', height),
    width: checkSize('CenterCrop: width', width),
    dataFormat: oneOf('CenterCrop: dataFormat', dataFormat, dataFormats),
  }),
  shape: (input, { height, width, dataFormat }) => resized('CenterCrop', input, height, width, dataFormat),
  forward: (input, _, { height, width, dataFormat }) =>
    asBatch(floats(input), (images) => {
      const size = imageSize(images, dataFormat);
      if (size[0] >= height && size[1] >= width) {
        return cutWindow(images, before(size, [height, width]), [height, width], dataFormat);
      }
      return resize(cropToAspectRatio(images, [height, width], dataFormat), [height, width], dataFormat);
    }),
});

/** {@link CenterCrop} with `Default` as its default data format. */
export type CenterCropFactory<Default extends DataFormat> = <
  const Height extends number,
  const Width extends number,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The height of the output, in pixels. */
  height: GivenSize<'CenterCrop: height', Height>,
  /** The width of the output, in pixels. */
  width: GivenSize<'CenterCrop: width', Width>,
  options?: GivenOptions<'CenterCrop', Given, CenterCropOptions<Format> & LayerOptions<Name>>,
) => Layer<ResizedShape<'CenterCrop', Height, Width, Format>, Name>;

function centerCropWith<Default extends DataFormat>(dataFormat: Default): CenterCropFactory<Default> {
  return positionalAs(['height', 'width'], (height, width, options: CenterCropOptions & LayerOptions = {}) =>
    centerCrop({ height, width, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Crops the center of images. Images that are smaller than the target are cropped to its aspect ratio and resized.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with another height and width.
 *
 * @example
 * const middle = CenterCrop(24, 24)(Input([28, 28, 1])); // SymbolicTensor<[null, 24, 24, 1]>
 */
export const CenterCrop: CenterCropFactory<'channelsLast'> = centerCropWith('channelsLast');

/**
 * {@link CenterCrop} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const middle = CenterCrop(24, 24)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 24, 24]>
 */
export const CenterCropChannelsFirst: CenterCropFactory<'channelsFirst'> = centerCropWith('channelsFirst');
