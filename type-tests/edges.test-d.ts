import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { Cropping1D, Cropping2D, Cropping2DChannelsFirst, Cropping3D } from '../src/layers/reshaping/cropping.js';
import {
  ZeroPadding1D,
  ZeroPadding2D,
  ZeroPadding2DChannelsFirst,
  ZeroPadding3D,
} from '../src/layers/reshaping/zero-padding.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([28, 27, 3]);

expectType<SymbolicTensor<[null, 10, 3]>>(ZeroPadding1D()(Input([8, 3])));
expectType<SymbolicTensor<[null, 11, 3]> & OfType<'int32'>>(ZeroPadding1D([1, 2])(Input([8, 3], { dtype: 'int32' })));
expectType<SymbolicTensor<[null, 30, 29, 3]>>(ZeroPadding2D()(image));
expectType<SymbolicTensor<[null, 30, 31, 3]>>(ZeroPadding2D([1, 2])(image));
expectType<SymbolicTensor<[null, 31, 32, 3]>>(
  ZeroPadding2D([
    [1, 2],
    [0, 5],
  ])(image),
);
expectType<SymbolicTensor<[null, 28, 29, 5]>>(ZeroPadding2DChannelsFirst(1)(image));
expectType<SymbolicTensor<[null, 6, null, 9, 1]>>(ZeroPadding3D([1, 2, [0, 1]])(Input([4, null, 8, 1])));
expectType<SymbolicTensor<[null, 6, 3]>>(Cropping1D()(Input([8, 3])));
expectType<SymbolicTensor<[null, 28, 27, 3]>>(Cropping2D()(image));
expectType<SymbolicTensor<[null, 26, 22, 3]>>(Cropping2D([1, [2, 3]])(image));
expectType<SymbolicTensor<[null, 28, 25, 1]>>(Cropping2DChannelsFirst(1)(image));
expectType<SymbolicTensor<[null, 2, 3, 4, 1]>>(Cropping3D()(Input([4, 5, 6, 1])));

declare const size: number;
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 29, 3]>>(ZeroPadding2D([size, 1])(image));
expectType<SymbolicTensor<[null, number, number, 3]>>(Cropping2D(size)(image));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, Dimension]>>(Cropping2D(1)(unranked));

// @ts-expect-error ZeroPadding2D expects (batch, height, width, channels) (received (null, 28, 28))
ZeroPadding2D()(Input([28, 28]));
// @ts-expect-error Cropping2D expects a width greater than 27, the size that is cropped (received 27, in (null, 28, 27, 3))
Cropping2D([1, [20, 7]])(image);
// @ts-expect-error Cropping1D expects a number of steps greater than 4, the size that is cropped (received 3, in (null, 3, 1))
Cropping1D(2)(Input([3, 1]));
// @ts-expect-error ZeroPadding3D expects (batch, depth, height, width, channels) (received (null, 28, 27, 3))
ZeroPadding3D()(image);
