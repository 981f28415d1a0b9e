import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import {
  GlobalAveragePooling1D,
  GlobalAveragePooling2DChannelsFirst,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
  GlobalMaxPooling3DChannelsFirst,
} from '../src/layers/pooling/global-poolings.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([28, 27, 8]);

expectType<SymbolicTensor<[null, 8]>>(GlobalMaxPooling2D()(image));
expectType<SymbolicTensor<[null, 1, 1, 8]>>(GlobalMaxPooling2D({ keepdims: true })(image));
expectType<SymbolicTensor<[null, 28, 1, 1]>>(GlobalAveragePooling2DChannelsFirst({ keepdims: true })(image));
expectType<SymbolicTensor<[null, 28]>>(GlobalMaxPooling2D({ dataFormat: 'channelsFirst' })(image));
expectType<SymbolicTensor<[null, 64]>>(GlobalAveragePooling1D()(Input([null, 64])));
expectType<SymbolicTensor<[null, 1, 1, 1, 3]>>(GlobalMaxPooling3D({ keepdims: true })(Input([8, null, 8, 3])));
expectType<SymbolicTensor<[null, null]>>(GlobalMaxPooling3D()(Input([8, 8, 8, null])));

declare const keepdims: boolean;
declare const dataFormat: 'channelsFirst' | 'channelsLast';
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<Shape>>(GlobalMaxPooling2D({ keepdims })(image));
expectType<SymbolicTensor<[null, Dimension]>>(GlobalMaxPooling2D({ dataFormat })(image));
expectType<SymbolicTensor<[Dimension, Dimension]>>(GlobalAveragePooling1D()(unranked));

// @ts-expect-error GlobalAveragePooling1D expects (batch, steps, channels) (received (null, 28, 27, 8))
GlobalAveragePooling1D()(image);
// @ts-expect-error GlobalMaxPooling3D expects (batch, channels, depth, height, width) (received (null, 28, 27, 8))
GlobalMaxPooling3DChannelsFirst()(image);
// @ts-expect-error Type '"channels_first"' is not assignable to type
GlobalMaxPooling2D({ dataFormat: 'channels_first' });
