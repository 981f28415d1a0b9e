import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Conv2D, Conv2DChannelsFirst } from '../src/layers/convolution/conv.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const digit = Input([28, 28, 1]);
const photo = Input([3, 224, 224]);

expectType<SymbolicTensor<[null, 26, 26, 64]>>(Conv2D(64, [3, 3])(digit));
expectType<SymbolicTensor<[null, 26, 24, 64]>>(Conv2D(64, [3, 5], { activation: 'relu' })(digit));
expectType<SymbolicTensor<[null, 28, 28, 64]>>(Conv2D(64, 5, { padding: 'same' })(digit));
expectType<SymbolicTensor<[null, 13, 26, 64]>>(Conv2D(64, 3, { strides: [2, 1] })(digit));
expectType<SymbolicTensor<[null, 14, 10, 64]>>(Conv2D(64, 3, { strides: [2, 3], padding: 'same' })(digit));
expectType<SymbolicTensor<[null, 24, 20, 64]>>(Conv2D(64, 3, { dilationRate: [2, 4] })(digit));
expectType<SymbolicTensor<[null, 64, 222, 222]>>(Conv2DChannelsFirst(64, 3)(photo));
expectType<SymbolicTensor<[null, 64, 222, 222]>>(Conv2D(64, 3, { dataFormat: 'channelsFirst' })(photo));
expectType<SymbolicTensor<[null, 1, 222, 64]>>(Conv2DChannelsFirst(64, 3, { dataFormat: 'channelsLast' })(photo));
expectType<SymbolicTensor<[null, 1, 1, 8]>>(Conv2D(8, 3)(Input([3, 3, 1])));
expectType<SymbolicTensor<[4, 26, 26, 8]>>(Conv2D(8, 3)(Input([28, 28, 1], { batchSize: 4 })));
expectType<SymbolicTensor<[null, null, 26, 8]>>(Conv2D(8, 3)(Input([null, 28, 1])));
expectType<SymbolicTensor<[null, 999999999, 3, 8]>>(Conv2D(8, [2, 1])(Input([1000000000, 3, 1])));
expectType<SymbolicTensor<[null, 26, 26, 6]>>(Conv2D(6, 3, { groups: 2 })(Input([28, 28, 4])));
expectType<'edges'>(Conv2D(8, 3, { name: 'edges' }).name);

// What is not known spreads, and is checked at run time.
declare const size: number;
declare const two: 1 | 2;
declare const padding: 'valid' | 'same';
declare const dataFormat: 'channelsFirst' | 'channelsLast';
declare const unranked: SymbolicTensor<Shape>;
declare const vague: SymbolicTensor<[null, Dimension, number, number]>;
expectType<SymbolicTensor<[null, 26, 26, number]>>(Conv2D(size, 3)(digit));
expectType<SymbolicTensor<[null, 26, 26, number]>>(Conv2D(two, 3)(digit));
expectType<SymbolicTensor<[null, number, 26, 8]>>(Conv2D(8, [two, 3])(digit));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2D(8, size)(digit));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2D(8, 3, { strides: two })(digit));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2D(8, 3, { strides: two, dilationRate: 2 })(digit));
expectType<SymbolicTensor<[null, number, number, 8]>>(Conv2D(8, 3, { padding })(digit));
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(Conv2D(8, 3, { dataFormat })(digit));
expectType<SymbolicTensor<[null, 26, 26, 8]>>(Conv2D(8, 3, { groups: two })(digit));
expectType<SymbolicTensor<[Dimension, Dimension, Dimension, 8]>>(Conv2D(8, 3)(unranked));
expectType<SymbolicTensor<[null, Dimension, number, 8]>>(Conv2D(8, 3)(vague));

// @ts-expect-error Conv2D expects (batch, height, width, channels) (received (null, 784))
Conv2D(8, 3)(Input([784]));
// @ts-expect-error Conv2D expects (batch, channels, height, width) (received (null, 784))
Conv2DChannelsFirst(8, 3)(Input([784]));
// @ts-expect-error Conv2D expects (batch, height, width, channels) (received several tensors)
Conv2D(8, 3)([digit, digit]);
// @ts-expect-error Conv2D expects (batch, height, width, channels) with a known number of channels (received (null, 8, 8, null))
Conv2D(8, 3)(Input([8, 8, null]));
// @ts-expect-error Conv2D expects a height of at least 5, the size of its window (received 4, in (null, 4, 4, 1))
Conv2D(8, 5)(Input([4, 4, 1]));
// @ts-expect-error Conv2D expects a width of at least 5, the size of its window (received 3, in (null, 1, 8, 3))
Conv2DChannelsFirst(8, [3, 5])(Input([1, 8, 3]));
// @ts-expect-error Conv2D expects a height of at least 7, the size of its window (received 6, in (null, 6, 8, 1))
Conv2D(8, 3, { dilationRate: [3, 1] })(Input([6, 8, 1]));
// @ts-expect-error Conv2D expects a number of channels divisible by 2 groups (received 3, in (null, 8, 8, 3))
Conv2D(8, 3, { groups: 2 })(Input([8, 8, 3]));
// @ts-expect-error Conv2D: groups expects a number that divides the 8 filters (received 3)
Conv2D(8, 3, { groups: 3 });
// @ts-expect-error Conv2D: dilationRate expects 1 with strides greater than 1 (received 2 with strides of [1, 2])
Conv2D(8, 3, { strides: [1, 2], dilationRate: 2 });
// @ts-expect-error Type '"causal"' is not assignable to type
Conv2D(8, 3, { padding: 'causal' });
// @ts-expect-error Type '"channels_first"' is not assignable to type
Conv2D(8, 3, { dataFormat: 'channels_first' });
// @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'PerAxis'.
Conv2D(8, '3');
// @ts-expect-error Expected 2-3 arguments, but got 1.
Conv2D(8);
