import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Conv3D, Conv3DChannelsFirst } from '../src/layers/convolution/conv.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const volume = Input([16, 28, 27, 3]);

expectType<SymbolicTensor<[null, 14, 26, 25, 8]>>(Conv3D(8, 3)(volume));
expectType<SymbolicTensor<[null, 16, 14, 9, 8]>>(Conv3D(8, 3, { strides: [1, 2, 3], padding: 'same' })(volume));
expectType<SymbolicTensor<[null, 12, 28, 27, 8]>>(Conv3D(8, [3, 1, 1], { dilationRate: [2, 1, 1] })(volume));
expectType<SymbolicTensor<[null, 8, 27, 26, 2]>>(Conv3DChannelsFirst(8, 2)(volume));

declare const size: number;
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 28, 27, 8]>>(Conv3D(8, [size, 1, 1])(volume));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, Dimension, 8]>>(Conv3D(8, 3)(unranked));

// @ts-expect-error Conv3D expects (batch, depth, height, width, channels) (received (null, 28, 28, 1))
Conv3D(8, 3)(Input([28, 28, 1]));
// @ts-expect-error Conv3D expects a width of at least 28, the size of its window (received 27, in (null, 16, 28, 27, 3))
Conv3D(8, [1, 1, 28])(volume);
// @ts-expect-error Conv3D expects a number of channels divisible by 2 groups (received 3, in (null, 16, 28, 27, 3))
Conv3D(8, 3, { groups: 2 })(volume);
// @ts-expect-error Type '"causal"' is not assignable to type
Conv3D(8, 3, { padding: 'causal' });
