import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling2DChannelsFirst,
  AdaptiveMaxPooling1DChannelsFirst,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
} from '../src/layers/pooling/adaptive-poolings.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([28, 30, 8]);

expectType<SymbolicTensor<[null, 4, 8]>>(AdaptiveAveragePooling1D(4)(Input([28, 8])));
expectType<SymbolicTensor<[null, 28, 4]>>(AdaptiveMaxPooling1DChannelsFirst([4])(Input([28, 8])));
expectType<SymbolicTensor<[null, 7, 7, 8]>>(AdaptiveAveragePooling2D(7)(image));
expectType<SymbolicTensor<[null, 7, 40, 8]>>(AdaptiveMaxPooling2D([7, 40])(image));
expectType<SymbolicTensor<[null, 28, 7, 4]>>(AdaptiveAveragePooling2DChannelsFirst([7, 4])(image));
expectType<SymbolicTensor<[null, 1, 2, 3, 8]>>(AdaptiveMaxPooling3D([1, 2, 3])(Input([4, 28, 30, 8])));
// What varies becomes known.
expectType<SymbolicTensor<[null, 7, 7, null]>>(AdaptiveAveragePooling2D(7)(Input([null, null, null])));

declare const size: number;
declare const two: 1 | 2;
declare const dataFormat: 'channelsFirst' | 'channelsLast';
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 7, 8]>>(AdaptiveMaxPooling2D([size, 7])(image));
expectType<SymbolicTensor<[null, number, number, 8]>>(AdaptiveMaxPooling2D(two)(image));
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(AdaptiveMaxPooling2D(7, { dataFormat })(image));
expectType<SymbolicTensor<[Dimension, 7, 7, Dimension]>>(AdaptiveMaxPooling2D(7)(unranked));

// @ts-expect-error AdaptiveAveragePooling2D expects (batch, height, width, channels) (received (null, 784))
AdaptiveAveragePooling2D(7)(Input([784]));
// @ts-expect-error AdaptiveAveragePooling2D expects (batch, channels, height, width) (received (null, 784))
AdaptiveAveragePooling2DChannelsFirst(7)(Input([784]));
// @ts-expect-error AdaptiveMaxPooling3D expects (batch, depth, height, width, channels) (received (null, 28, 30, 8))
AdaptiveMaxPooling3D(7)(image);
// @ts-expect-error Expected 1-2 arguments, but got 0.
AdaptiveMaxPooling2D();
// @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'PerAxis'.
AdaptiveMaxPooling2D('7');
