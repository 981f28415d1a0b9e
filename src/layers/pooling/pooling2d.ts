import type { DataFormat } from '../../types/data-format.js';
import type { Pair } from '../../types/per-axis.js';
import type { PoolingFactory, PoolingOptions } from './pooling.js';

/** What a pooling of images takes besides the size of its window. */
export interface Pooling2DOptions<
  Strides extends Pair = Pair,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
> extends PoolingOptions<2, Strides, Mode, Format> {}

/** Makes layers of one class of pooling of images. */
export type Pooling2DFactory<ClassName extends string, Default extends DataFormat> = PoolingFactory<
  ClassName,
  2,
  Default
>;
