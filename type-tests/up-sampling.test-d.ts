import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import {
  UpSampling1D,
  UpSampling2D,
  UpSampling2DChannelsFirst,
  UpSampling3D,
} from '../src/layers/reshaping/up-sampling.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([28, 27, 3]);

expectType<SymbolicTensor<[null, 24, 3]>>(UpSampling1D(3)(Input([8, 3])));
expectType<SymbolicTensor<[null, 56, 54, 3]>>(UpSampling2D()(image));
expectType<SymbolicTensor<[null, 28, 81, 3]>>(UpSampling2D([1, 3], { interpolation: 'bicubic' })(image));
expectType<SymbolicTensor<[null, 28, 54, 6]>>(UpSampling2DChannelsFirst()(image));
expectType<SymbolicTensor<[null, 4, null, 18, 1]>>(UpSampling3D([1, 2, 3])(Input([4, null, 6, 1])));

declare const size: number;
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 27, 3]>>(UpSampling2D([size, 1])(image));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, Dimension]>>(UpSampling2D()(unranked));

// @ts-expect-error UpSampling2D expects (batch, channels, height, width) (received (null, 28, 28))
UpSampling2DChannelsFirst()(Input([28, 28]));
// @ts-expect-error UpSampling1D expects (batch, steps, channels) (received (null, 28, 27, 3))
UpSampling1D()(image);
// @ts-expect-error Type '"cubic"' is not assignable to type
UpSampling2D(2, { interpolation: 'cubic' });
