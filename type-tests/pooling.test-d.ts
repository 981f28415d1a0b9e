import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import {
  AveragePooling1D,
  AveragePooling1DChannelsFirst,
  AveragePooling3D,
} from '../src/layers/pooling/average-pooling.js';
import { MaxPooling1D, MaxPooling3D, MaxPooling3DChannelsFirst } from '../src/layers/pooling/max-pooling.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const sequence = Input([27, 8]);
const volume = Input([16, 28, 27, 8]);

expectType<SymbolicTensor<[null, 13, 8]>>(MaxPooling1D()(sequence));
expectType<SymbolicTensor<[null, 9, 8]>>(AveragePooling1D([3])(sequence));
expectType<SymbolicTensor<[null, 27, 8]>>(MaxPooling1D(3, { strides: 1, padding: 'same' })(sequence));
expectType<SymbolicTensor<[null, 27, 4]>>(AveragePooling1DChannelsFirst()(sequence));
expectType<SymbolicTensor<[null, null, 8]>>(MaxPooling1D()(Input([null, 8])));
expectType<SymbolicTensor<[null, 8, 14, 13, 8]>>(MaxPooling3D()(volume));
expectType<SymbolicTensor<[null, 8, 9, 6, 8]>>(AveragePooling3D([2, 3, 4])(volume));
expectType<SymbolicTensor<[null, 16, 14, 9, 8]>>(MaxPooling3D(1, { strides: [1, 2, 3] })(volume));
expectType<SymbolicTensor<[null, 16, 14, 13, 4]>>(MaxPooling3DChannelsFirst()(volume));

declare const size: number;
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 8]>>(MaxPooling1D(size)(sequence));
expectType<SymbolicTensor<[null, 8, number, 13, 8]>>(MaxPooling3D([2, size, 2])(volume));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, Dimension, Dimension]>>(MaxPooling3D()(unranked));

// @ts-expect-error MaxPooling1D expects (batch, steps, channels) (received (null, 28, 28, 1))
MaxPooling1D()(Input([28, 28, 1]));
// @ts-expect-error AveragePooling1D expects a number of steps of at least 5, the size of its window (received 4, in (null, 4, 2))
AveragePooling1D(5)(Input([4, 2]));
// @ts-expect-error MaxPooling3D expects (batch, channels, depth, height, width) (received (null, 28, 28, 1))
MaxPooling3DChannelsFirst()(Input([28, 28, 1]));
// @ts-expect-error AveragePooling3D expects a depth of at least 2, the size of its window (received 1, in (null, 1, 8, 8, 3))
AveragePooling3D()(Input([1, 8, 8, 3]));
// @ts-expect-error MaxPooling1D: poolSize expects a positive integer, or a list of 1 (received [2, 2])
MaxPooling1D([2, 2]);
// @ts-expect-error Type '"causal"' is not assignable to type
AveragePooling3D(2, { padding: 'causal' });
