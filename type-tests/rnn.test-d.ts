import * as tf from '@tensorflow/tfjs-core';
import { expectAssignable, expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import type { Cell } from '../src/layers/recurrent/cell.js';
import { defineCell } from '../src/layers/recurrent/define-cell.js';
import { GRUCell } from '../src/layers/recurrent/gru.js';
import { LSTMCell } from '../src/layers/recurrent/lstm.js';
import { RNN } from '../src/layers/recurrent/rnn.js';
import { SimpleRNNCell } from '../src/layers/recurrent/simple-rnn.js';
import { StackedRNNCells } from '../src/layers/recurrent/stacked-rnn-cells.js';
import { Bidirectional } from '../src/layers/wrappers/bidirectional.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const flag: boolean;
declare const unranked: SymbolicTensor;
declare const anyLayer: AnyLayer;
declare const cells: Cell[];

const minimal = defineCell({
  name: 'MinimalCell',
  configure: ({ units }: { readonly units: number }) => ({ units }),
  stateSize: ({ units }) => units,
  weights: (features, { units }) => ({ kernel: [features, units] }),
  step: (input, [before], { kernel }) => {
    const output = tf.add(tf.matMul(input, kernel), before as tf.Tensor);
    return { output, states: [output] };
  },
});
const MinimalCell = <const Units extends number>(units: Units): Cell<'MinimalCell', Units, [Units]> =>
  minimal<Units, [Units]>({ units });

const x = Input([140, 256]);

expectType<SymbolicTensor<[null, 32]>>(RNN(LSTMCell(32))(x));
expectType<SymbolicTensor<[null, 64]>>(RNN([LSTMCell(32), LSTMCell(64)])(x));
expectType<SymbolicTensor<[null, 140, 64]>>(RNN([GRUCell(32), LSTMCell(64)], { returnSequences: true })(x));
expectType<SymbolicTensor<[4, 64]>>(RNN(GRUCell(64), { stateful: true })(Input([140, 256], { batchSize: 4 })));
expectType<SymbolicTensor<[null, 32]>>(RNN(MinimalCell(32))(x));
expectType<SymbolicTensor<[null, 8]>>(RNN([MinimalCell(4), GRUCell(8)], { name: 'both' })(x));
expectType<['both', [null, 8]]>(namedAs(RNN([MinimalCell(4), GRUCell(8)], { name: 'both' })(x)));
expectType<SymbolicTensor<[null, 140, 24]>>(
  Bidirectional(RNN([LSTMCell(8), MinimalCell(12)], { returnSequences: true }))(x),
);
expectType<SymbolicTensor<[null, 7, 12]>>(TimeDistributed(RNN(MinimalCell(12)))(Input([7, 20, 3])));
expectType<SymbolicTensor<[null, 3]>>(x.pipe(RNN(SimpleRNNCell(8), { returnSequences: true }), RNN([GRUCell(3)])));
expectAssignable<AnyLayer>(RNN(LSTMCell(64)));
expectAssignable<AnyLayer>(LSTMCell(64));

// All states come out, those of the first cell first, and go in again.
const [output, hidden, carry, state] = RNN([LSTMCell(8), GRUCell(5)], { returnState: true })(x);
expectType<SymbolicTensor<[null, 5]>>(output);
expectType<SymbolicTensor<[null, 8]>>(carry);
expectType<SymbolicTensor<[null, 5]>>(state);
expectType<4>(RNN([LSTMCell(8), GRUCell(5)], { returnState: true })(x).length);
expectType<SymbolicTensor<[null, 5]>>(RNN([LSTMCell(8), GRUCell(5)])(x, { initialState: [hidden, carry, state] }));
expectType<SymbolicTensor<[null, 10]>>(
  Bidirectional(RNN([LSTMCell(8), GRUCell(5)]))(x, { initialState: [hidden, carry, state, hidden, carry, state] }),
);

// A cell has its sizes, and can be called on one step.
expectType<[8, 8]>(LSTMCell(8).stateSize);
expectType<5>(GRUCell(5).outputSize);
const stack = StackedRNNCells([LSTMCell(8), StackedRNNCells([GRUCell(5), MinimalCell(3)])]);
expectType<[8, 8, 5, 3]>(stack.stateSize);
expectType<3>(stack.outputSize);
const [stepped, ...statesAfter] = LSTMCell(8)(Input([3]));
expectType<SymbolicTensor<[null, 8]>>(stepped);
expectType<2>(statesAfter.length);
expectType<SymbolicTensor<[null, 8]>>(statesAfter[1]);
expectType<SymbolicTensor<[null, 8]>>(LSTMCell(8)(Input([3]), { states: [hidden, carry], training: true })[2]);

// What is not known spreads.
expectType<SymbolicTensor<[null, number]>>(RNN(LSTMCell(size))(x));
expectType<SymbolicTensor<[null, number]>>(RNN(anyLayer)(x));
expectType<SymbolicTensor<[null, 5]>>(RNN([anyLayer, GRUCell(5)])(x));
expectType<SymbolicTensor<[null, number]>>(RNN(cells)(x));
expectType<SymbolicTensor<[null, number]>>(RNN(cells, { returnState: true })(x)[0]);
expectType<SymbolicTensor>(RNN(LSTMCell(8), { returnSequences: flag })(x));
expectType<[SymbolicTensor<[Dimension, 8]>, SymbolicTensor]>(RNN(GRUCell(8), { returnState: true })(unranked));
expectType<[SymbolicTensor, SymbolicTensor]>(GRUCell(8)(unranked));
expectType<readonly number[]>(StackedRNNCells(cells).stateSize);

// @ts-expect-error RNN: cell expects a cell, such as LSTMCell(64) (received a layer)
RNN(Dense(4));
// @ts-expect-error at `Dense(4)`: RNN: cell expects a cell, such as LSTMCell(64) (received a layer)
RNN([LSTMCell(4), Dense(4)]);
// @ts-expect-error RNN: cell expects a cell, such as LSTMCell(64) (received an empty list)
RNN([]);
// @ts-expect-error at `Dense(4)`: StackedRNNCells: cells expects a cell, such as LSTMCell(64) (received a layer)
StackedRNNCells([Dense(4), LSTMCell(4)]);
// @ts-expect-error RNN expects (batch, time, features) with a known number of features (received (null, 140))
RNN(LSTMCell(4))(Input([140]));
// @ts-expect-error RNN expects (batch, time, features) with a known number of features (received several tensors)
RNN(LSTMCell(4))([x, x]);
// @ts-expect-error RNN expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 140, 256))
RNN(LSTMCell(4), { stateful: true })(x);
// @ts-expect-error RNN expects a known number of steps, because it is unrolled (received (null, null, 256))
RNN(LSTMCell(4), { unroll: true })(Input([null, 256]));
// @ts-expect-error RNN expects as many initial states as it has, 3 (received 2)
RNN([LSTMCell(8), GRUCell(5)])(x, { initialState: [hidden, carry] });
// @ts-expect-error at `carry`: RNN expects an initial state of shape (null, 5) (received (null, 8))
RNN([LSTMCell(8), GRUCell(5)])(x, { initialState: [hidden, hidden, carry] });
// @ts-expect-error RNN expects mask of shape (null, 140) (received (null))
RNN(LSTMCell(8))(x, { mask: Input([]) });
// @ts-expect-error LSTMCell expects (batch, features) with a known number of features (received (null, 140, 256))
LSTMCell(4)(x);
// @ts-expect-error LSTMCell expects as many initial states as it has, 2 (received 1)
LSTMCell(8)(Input([3]), { states: hidden });
// @ts-expect-error MinimalCell expects (batch, features) with a known number of features (received (null, null))
MinimalCell(4)(Input([null]));
// @ts-expect-error 'size' does not exist
minimal<1, [1]>({ units: 1, size: 2 });
