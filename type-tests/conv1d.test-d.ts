import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Conv1D, Conv1DChannelsFirst } from '../src/layers/convolution/conv.js';
import { Input } from '../src/layers/core/input.js';
import type { Dimension, Shape } from '../src/types/shape.js';

const sequence = Input([100, 8]);

expectType<SymbolicTensor<[null, 98, 64]>>(Conv1D(64, 3)(sequence));
expectType<SymbolicTensor<[null, 100, 64]>>(Conv1D(64, [3], { padding: 'causal' })(sequence));
expectType<SymbolicTensor<[null, 34, 64]>>(Conv1D(64, 3, { padding: 'causal', strides: [3] })(sequence));
expectType<SymbolicTensor<[null, 92, 64]>>(Conv1D(64, 3, { dilationRate: 4 })(sequence));
expectType<SymbolicTensor<[null, null, 64]>>(Conv1D(64, 3)(Input([null, 8])));
expectType<SymbolicTensor<[null, 64, 6]>>(Conv1DChannelsFirst(64, 3)(sequence));
expectType<SymbolicTensor<[null, 98, 6]>>(Conv1D(6, 3, { groups: 2 })(sequence));

declare const size: number;
declare const padding: 'valid' | 'causal';
declare const unranked: SymbolicTensor<Shape>;
expectType<SymbolicTensor<[null, number, 64]>>(Conv1D(64, size)(sequence));
expectType<SymbolicTensor<[null, number, 64]>>(Conv1D(64, 3, { padding })(sequence));
expectType<SymbolicTensor<[Dimension, Dimension, 64]>>(Conv1D(64, 3)(unranked));

// @ts-expect-error Conv1D expects (batch, steps, channels) (received (null, 28, 28, 1))
Conv1D(8, 3)(Input([28, 28, 1]));
// @ts-expect-error Conv1D expects a number of steps of at least 5, the size of its window (received 4, in (null, 4, 1))
Conv1D(8, 5)(Input([4, 1]));
// @ts-expect-error Conv1D expects (batch, channels, steps) with a known number of channels (received (null, null, 8))
Conv1DChannelsFirst(8, 3)(Input([null, 8]));
// @ts-expect-error Conv1D: groups expects a number that divides the 8 filters (received 3)
Conv1D(8, 3, { groups: 3 });
// @ts-expect-error Conv1D: dilationRate expects 1 with strides greater than 1 (received 2 with strides of 2)
Conv1D(8, 3, { strides: 2, dilationRate: 2 });
// @ts-expect-error Type '"full"' is not assignable to type
Conv1D(8, 3, { padding: 'full' });
