import { expectAssignable, expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { GRU } from '../src/layers/recurrent/gru.js';
import { LSTM } from '../src/layers/recurrent/lstm.js';
import { SimpleRNN } from '../src/layers/recurrent/simple-rnn.js';
import { Bidirectional } from '../src/layers/wrappers/bidirectional.js';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const unranked: SymbolicTensor;
declare const anyLayer: AnyLayer;
declare const mode: 'sum' | 'concat';

const x = Input([140, 256]);
const backwards = GRU(8, { goBackwards: true });

expectType<SymbolicTensor<[null, 128]>>(Bidirectional(LSTM(64))(x));
expectType<SymbolicTensor<[null, 140, 128]>>(Bidirectional(LSTM(64, { returnSequences: true }))(x));
expectType<SymbolicTensor<[null, 64]>>(Bidirectional(GRU(64), { mergeMode: 'sum' })(x));
expectType<SymbolicTensor<[null, 64]>>(Bidirectional(GRU(64), { mergeMode: 'mul' })(x));
expectType<SymbolicTensor<[null, 64]>>(Bidirectional(SimpleRNN(64), { mergeMode: 'ave' })(x));
expectType<[SymbolicTensor<[null, 64]>, SymbolicTensor<[null, 64]>]>(Bidirectional(GRU(64), { mergeMode: null })(x));
expectType<SymbolicTensor<[null, 24]>>(Bidirectional(LSTM(16), { backwardLayer: backwards })(x));
expectType<SymbolicTensor<[null, 32]>>(Bidirectional(LSTM(16), { backwardLayer: null })(x));
expectType<SymbolicTensor<[null, 8]>>(Bidirectional(LSTM(4), { name: 'both' })(x));
expectType<['both', [null, 8]]>(namedAs(Bidirectional(LSTM(4), { name: 'both' })(x)));
expectType<SymbolicTensor<[null, 8]>>(x.pipe(Bidirectional(LSTM(4, { returnSequences: true })), Bidirectional(GRU(4))));
expectAssignable<AnyLayer>(Bidirectional(LSTM(64)));

// States follow the output, and go from one layer to the next.
const [sequence, hidden, carry, hiddenBack, carryBack] = Bidirectional(
  LSTM(8, { returnSequences: true, returnState: true }),
)(x);
expectType<SymbolicTensor<[null, 140, 16]>>(sequence);
expectType<SymbolicTensor<[null, 8]>>(carryBack);
expectType<SymbolicTensor<[null, 16]>>(
  Bidirectional(LSTM(8))(sequence, { initialState: [hidden, carry, hiddenBack, carryBack] }),
);
expectType<4>(Bidirectional(GRU(8, { returnState: true }), { mergeMode: null })(x).length);

expectType<SymbolicTensor<[null, 16]>>(Bidirectional(LSTM(8))(x, { mask: Input([140]) }));

// What is not known spreads.
expectType<SymbolicTensor<[null, number]>>(Bidirectional(LSTM(size))(x));
expectType<SymbolicTensor>(Bidirectional(LSTM(8), { mergeMode: mode })(x));
expectType<SymbolicTensor<[Dimension, 16]>>(Bidirectional(LSTM(8))(unranked));
expectType<SymbolicTensor>(Bidirectional(anyLayer)(x));

// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 140))
Bidirectional(LSTM(16))(Input([140]));
// @ts-expect-error Bidirectional expects outputs of the same shape from its layers (received (null, 16) and (null, 8))
Bidirectional(LSTM(16), { mergeMode: 'sum', backwardLayer: backwards })(x);
// @ts-expect-error LSTM expects an initial state of shape (null, 4) (received (null, 8))
Bidirectional(LSTM(4))(x, { initialState: [Input([4]), carry, Input([4]), Input([4])] });
// @ts-expect-error Bidirectional expects as many initial states as it has, 4 (received 2)
Bidirectional(LSTM(8))(x, { initialState: [hidden, carry] });
// @ts-expect-error Bidirectional expects mask of shape (null, 140) (received (null, 256))
Bidirectional(LSTM(8))(x, { mask: Input([256]) });
// @ts-expect-error Bidirectional: layer expects a recurrent layer, such as LSTM(64) (received a layer)
Bidirectional(Dense(4));
// @ts-expect-error Bidirectional: backwardLayer expects a recurrent layer, such as LSTM(64) (received a layer)
Bidirectional(LSTM(4), { backwardLayer: Dense(4) });
// @ts-expect-error Bidirectional: backwardLayer expects the stateful, returnSequences and returnState of layer
Bidirectional(LSTM(4, { returnSequences: true }), { backwardLayer: backwards });
// @ts-expect-error "add"
Bidirectional(LSTM(4), { mergeMode: 'add' });
