import { expectAssignable, expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { SimpleRNN } from '../src/layers/recurrent/simple-rnn.js';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const unranked: SymbolicTensor;

const x = Input([140, 256]);

expectType<SymbolicTensor<[null, 64]>>(SimpleRNN(64)(x));
expectType<SymbolicTensor<[null, 140, 64]>>(SimpleRNN(64, { returnSequences: true })(x));
expectType<SymbolicTensor<[4, 64]>>(SimpleRNN(64, { stateful: true })(Input([140, 256], { batchSize: 4 })));
expectType<SymbolicTensor<[null, 64]>>(SimpleRNN(64, { name: 'encoder' })(x));
expectType<['encoder', [null, 64]]>(namedAs(SimpleRNN(64, { name: 'encoder' })(x)));
expectType<SymbolicTensor<[null, number]>>(SimpleRNN(size)(x));
expectType<[SymbolicTensor<[Dimension, 8]>, SymbolicTensor]>(SimpleRNN(8, { returnState: true })(unranked));
expectAssignable<AnyLayer>(SimpleRNN(64));

const [sequence, state] = SimpleRNN(8, { returnSequences: true, returnState: true })(x);
expectType<SymbolicTensor<[null, 140, 8]>>(sequence);
expectType<SymbolicTensor<[null, 8]>>(state);
expectType<SymbolicTensor<[null, 8]>>(SimpleRNN(8)(sequence, { initialState: state }));
expectType<SymbolicTensor<[null, 8]>>(SimpleRNN(8)(sequence, { initialState: [state], training: true }));

// @ts-expect-error SimpleRNN expects (batch, time, features) with a known number of features (received (null, 140))
SimpleRNN(16)(Input([140]));
// @ts-expect-error SimpleRNN expects a known number of steps, because it is unrolled (received (null, null, 256))
SimpleRNN(16, { unroll: true })(Input([null, 256]));
// @ts-expect-error SimpleRNN expects an initial state of shape (null, 16) (received (null, 8))
SimpleRNN(16)(x, { initialState: state });
// @ts-expect-error SimpleRNN expects as many initial states as it has, 1 (received 2)
SimpleRNN(8)(x, { initialState: [state, state] });
