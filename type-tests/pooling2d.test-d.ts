import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { AveragePooling2D, AveragePooling2DChannelsFirst } from '../src/layers/pooling/average-pooling.js';
import { MaxPooling2D, MaxPooling2DChannelsFirst } from '../src/layers/pooling/max-pooling.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const image = Input([28, 27, 8]);

expectType<SymbolicTensor<[null, 14, 13, 8]>>(MaxPooling2D()(image));
expectType<SymbolicTensor<[null, 14, 13, 8]>>(AveragePooling2D()(image));
expectType<SymbolicTensor<[null, 14, 9, 8]>>(MaxPooling2D([2, 3])(image));
expectType<SymbolicTensor<[null, 28, 27, 8]>>(AveragePooling2D([3, 3], { strides: [1, 1], padding: 'same' })(image));
expectType<SymbolicTensor<[null, 26, 13, 8]>>(MaxPooling2D(3, { strides: [1, 2] })(image));
expectType<SymbolicTensor<[null, 14, 14, 8]>>(MaxPooling2D(2, { padding: 'same' })(image));
expectType<SymbolicTensor<[null, 28, 13, 4]>>(MaxPooling2DChannelsFirst()(image));
expectType<SymbolicTensor<[null, 28, 13, 4]>>(AveragePooling2D(2, { dataFormat: 'channelsFirst' })(image));
expectType<SymbolicTensor<[null, 14, 13, 8]>>(AveragePooling2DChannelsFirst(2, { dataFormat: 'channelsLast' })(image));
expectType<SymbolicTensor<[null, null, 4, null]>>(MaxPooling2D()(Input([null, 8, null])));

declare const size: number;
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 13, 8]>>(MaxPooling2D([size, 2])(image));
expectType<SymbolicTensor<[null, number, number, 8]>>(MaxPooling2D(2, { strides: size })(image));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, Dimension]>>(MaxPooling2D()(unranked));

// @ts-expect-error MaxPooling2D expects (batch, height, width, channels) (received (null, 28, 28))
MaxPooling2D()(Input([28, 28]));
// @ts-expect-error AveragePooling2D expects (batch, channels, height, width) (received (null, 28, 28))
AveragePooling2DChannelsFirst()(Input([28, 28]));
// @ts-expect-error AveragePooling2D expects a width of at least 3, the size of its window (received 2, in (null, 3, 2, 1))
AveragePooling2D(3)(Input([3, 2, 1]));
// @ts-expect-error MaxPooling2D expects a height of at least 2, the size of its window (received 1, in (null, 28, 1, 9))
MaxPooling2DChannelsFirst()(Input([28, 1, 9]));
// @ts-expect-error Type '"causal"' is not assignable to type
MaxPooling2D(2, { padding: 'causal' });
