import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import { defineLayer, type LayerConstructor } from '../graph/define-layer.js';
import { type DataFormat, dataFormats, type SpatialRank } from '../types/data-format.js';
import type { DType } from '../types/dtype.js';
import { type PerAxis, perAxis } from '../types/per-axis.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { type UpSampled, upSampled } from '../types/up-sampled.js';
import { type Interpolation, interpolations } from './image/interpolation.js';
import { resample } from './image/resample.js';

/** The options of an up-sampling layer. */
export interface UpSamplingOptions<Format extends DataFormat = DataFormat> {
  readonly dataFormat?: Format;
}

/**
 * The shape function of up-sampling: spatial axes become `Size` times as long. The element type stays the same with
 * `nearest`.
 */
export interface UpSamplingShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Size extends PerAxis,
  Format extends DataFormat,
  Method extends Interpolation = 'nearest',
> extends ShapeFunction {
  readonly output: UpSampled<ClassName, Rank, this['input'], Size, Format>;
  readonly outputType: [Method] extends ['nearest'] ? this['inputType'] : 'float32';
}

interface Given extends UpSamplingOptions {
  readonly size: PerAxis;
  readonly interpolation?: Interpolation;
}

/** Defines a class that makes `rank` axes longer. */
export function defineUpSampling(className: string, rank: SpatialRank): LayerConstructor<Given> {
  return defineLayer({
    name: className,
    configure: ({ size, dataFormat = 'channelsLast', interpolation = 'nearest' }: Given) => ({
      size: perAxis(`${className}: size`, size, rank),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
      interpolation: oneOf(`${className}: interpolation`, interpolation, interpolations),
    }),
    // Keras has no `dataFormat` with one spatial axis, and `interpolation` only with two.
    written: ({ size, dataFormat, interpolation }) => {
      if (rank === 1) return { size: size[0] };
      return rank === 2 ? { size, dataFormat, interpolation } : { size, dataFormat };
    },
    shape: (input, { size, dataFormat }) => upSampled(className, rank, input, size, dataFormat),
    type: (inputType, { interpolation }): DType => (interpolation === 'nearest' ? inputType : 'float32'),
    forward: (input, _weights, { size, dataFormat, interpolation }) => {
      const first = dataFormat === 'channelsLast' ? 1 : 2;
      const given = interpolation === 'nearest' ? input : tf.cast(input, 'float32');
      return size.reduce((longer, factor, axis) => {
        const length = (longer.shape[first + axis] as number) * factor;
        return resample(longer, first + axis, length, interpolation);
      }, given);
    },
  });
}
