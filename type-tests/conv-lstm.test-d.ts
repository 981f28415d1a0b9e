import { expectAssignable, expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { ConvLSTM1D, ConvLSTM2D, ConvLSTM2DChannelsFirst, ConvLSTM3D } from '../src/layers/recurrent/conv-lstm.js';
import { Bidirectional } from '../src/layers/wrappers/bidirectional.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import type { DataFormat } from '../src/types/data-format.js';
import type { Dimension, Shape } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const flag: boolean;
declare const format: DataFormat;
declare const unranked: SymbolicTensor;

const film = Input([10, 28, 27, 3]);
const rows = Input([10, 32, 3]);

expectType<SymbolicTensor<[null, 30, 8]>>(ConvLSTM1D(8, 3)(rows));
expectType<SymbolicTensor<[null, 26, 25, 8]>>(ConvLSTM2D(8, 3)(film));
expectType<SymbolicTensor<[null, 14, 26, 25, 8]>>(ConvLSTM3D(8, 3)(Input([10, 16, 28, 27, 3])));
expectType<SymbolicTensor<[null, 10, 28, 27, 8]>>(ConvLSTM2D(8, 3, { padding: 'same', returnSequences: true })(film));
expectType<SymbolicTensor<[null, 14, 9, 8]>>(ConvLSTM2D(8, [3, 1], { strides: [2, 3], padding: 'same' })(film));
expectType<SymbolicTensor<[null, 24, 27, 8]>>(ConvLSTM2D(8, [3, 1], { dilationRate: [2, 1] })(film));
expectType<SymbolicTensor<[null, 8, 27, 26]>>(ConvLSTM2DChannelsFirst(8, 2)(Input([10, 3, 28, 27])));
expectType<SymbolicTensor<[null, 27, 26, 8]>>(ConvLSTM2DChannelsFirst(8, 2, { dataFormat: 'channelsLast' })(film));
expectType<SymbolicTensor<[4, 26, 25, 8]>>(
  ConvLSTM2D(8, 3, { stateful: true })(Input([10, 28, 27, 3], { batchSize: 4 })),
);
expectType<SymbolicTensor<[null, 30, 8]>>(ConvLSTM1D(8, 3, { name: 'rows' })(rows));
expectType<['rows', [null, 30, 8]]>(namedAs(ConvLSTM1D(8, 3, { name: 'rows' })(rows)));
expectAssignable<AnyLayer>(ConvLSTM3D(8, 3));

// States go from one layer to the next.
const [sequence, hidden, carry] = ConvLSTM2D(8, 3, { returnSequences: true, returnState: true })(film);
expectType<SymbolicTensor<[null, 10, 26, 25, 8]>>(sequence);
expectType<SymbolicTensor<[null, 26, 25, 8]>>(carry);
expectType<SymbolicTensor<[null, 26, 25, 8]>>(
  ConvLSTM2D(8, 5, { padding: 'same' })(sequence, { initialState: [hidden, carry], training: true }),
);
expectType<SymbolicTensor<[null, 26, 25, 8]>>(ConvLSTM2D(8, 3)(film, { initialState: [unranked, carry] }));

expectType<SymbolicTensor<[null, 26, 25, 8]>>(ConvLSTM2D(8, 3)(film, { mask: Input([10]) }));

// In layers of layers.
expectType<SymbolicTensor<[null, 10, 26, 25, 16]>>(Bidirectional(ConvLSTM2D(8, 3, { returnSequences: true }))(film));
expectType<SymbolicTensor<[null, 26, 25, 8]>>(Bidirectional(ConvLSTM2D(8, 3), { mergeMode: 'sum' })(film));
expectType<SymbolicTensor<[null, 10, 26, 8]>>(TimeDistributed(ConvLSTM1D(8, 2))(film));

// What is not known spreads.
expectType<SymbolicTensor<[null, null, 25, 8]>>(ConvLSTM2D(8, 3)(Input([null, null, 27, 3])));
expectType<SymbolicTensor<[null, number, 25, number]>>(ConvLSTM2D(size, [size, 3])(film));
expectType<SymbolicTensor<[null, number, 26, 8]>>(ConvLSTM2D(8, 2, { strides: [size, 1] })(film));
expectType<SymbolicTensor>(ConvLSTM2D(8, 3, { returnSequences: flag })(film));
expectType<SymbolicTensor<Shape>>(ConvLSTM2D(8, 3)(unranked));
expectType<[SymbolicTensor, SymbolicTensor, SymbolicTensor]>(ConvLSTM2D(8, 3, { returnState: true })(unranked));
expectType<SymbolicTensor<[null, Dimension, Dimension, Dimension]>>(ConvLSTM2D(8, 3, { dataFormat: format })(film));

// @ts-expect-error ConvLSTM2D expects (batch, time, height, width, channels) with a known number of channels (received (null, 28, 28, 1))
ConvLSTM2D(8, 3)(Input([28, 28, 1]));
// @ts-expect-error ConvLSTM2D expects (batch, time, height, width, channels) with a known number of channels (received (null, 10, 28, 28, null))
ConvLSTM2D(8, 3)(Input([10, 28, 28, null]));
// @ts-expect-error ConvLSTM1D expects (batch, time, steps, channels) with a known number of channels (received (null, 32, 3))
ConvLSTM1D(8, 3)(Input([32, 3]));
// @ts-expect-error ConvLSTM3D expects (batch, time, depth, height, width, channels) with a known number of channels (received (null, 10, 28, 27, 3))
ConvLSTM3D(8, 3)(film);
// @ts-expect-error ConvLSTM2D expects (batch, time, channels, height, width) with a known number of channels (received (null, 10, null, 28, 27))
ConvLSTM2DChannelsFirst(8, 3)(Input([10, null, 28, 27]));
// @ts-expect-error ConvLSTM2D expects (batch, time, height, width, channels) with a known number of channels (received several tensors)
ConvLSTM2D(8, 3)([film, film]);
// @ts-expect-error ConvLSTM2D expects a width of at least 29, the size of its window (received 27, in (null, 10, 28, 27, 3))
ConvLSTM2D(8, [1, 15], { dilationRate: 2 })(film);
// @ts-expect-error ConvLSTM2D: dilationRate expects 1 with strides greater than 1 (received 2 with strides of [1, 2])
ConvLSTM2D(8, 3, { strides: [1, 2], dilationRate: 2 });
// @ts-expect-error ConvLSTM2D expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 10, 28, 27, 3))
ConvLSTM2D(8, 3, { stateful: true })(film);
// @ts-expect-error ConvLSTM1D expects a known number of steps, because it is unrolled (received (null, null, 32, 3))
ConvLSTM1D(8, 3, { unroll: true })(Input([null, 32, 3]));
// @ts-expect-error ConvLSTM2D expects an initial state of shape (null, 26, 25, 8) (received (null, 28, 27, 8))
ConvLSTM2D(8, 3)(film, { initialState: [hidden, Input([28, 27, 8])] });
// @ts-expect-error ConvLSTM2D expects as many initial states as it has, 2 (received 1)
ConvLSTM2D(8, 3)(film, { initialState: hidden });
// @ts-expect-error ConvLSTM2D expects mask of shape (null, 10) (received (null, 10, 28))
ConvLSTM2D(8, 3)(film, { mask: Input([10, 28]) });
// @ts-expect-error Bidirectional expects outputs that differ only on their last axis (received (null, 26, 25, 8) and (null, 28, 27, 4))
Bidirectional(ConvLSTM2D(8, 3), { backwardLayer: ConvLSTM2D(4, 3, { padding: 'same', goBackwards: true }) })(film);
// @ts-expect-error Type '"causal"' is not assignable to type
ConvLSTM1D(8, 3, { padding: 'causal' });
// @ts-expect-error ConvLSTM2D expects options that it has (received 'groups')
ConvLSTM2D(8, 3, { groups: 2 });
