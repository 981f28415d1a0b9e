import { expectAssignable, expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { LSTM } from '../src/layers/recurrent/lstm.js';
import type { Dimension } from '../src/types/shape.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const either: 3 | 4;
declare const flag: boolean;
declare const unranked: SymbolicTensor;
declare const states: SymbolicTensor<[null, 8]>[];

const x = Input([140, 256]);
const counts = Input([140], { dtype: 'bool' });

expectType<SymbolicTensor<[null, 64]>>(LSTM(64)(x));
expectType<SymbolicTensor<[null, 140, 64]>>(LSTM(64, { returnSequences: true })(x));
expectType<SymbolicTensor<[null, null, 64]>>(LSTM(64, { returnSequences: true })(Input([null, 256])));
expectType<SymbolicTensor<[4, 64]>>(LSTM(64, { stateful: true })(Input([140, 256], { batchSize: 4 })));
expectType<SymbolicTensor<[null, 64]>>(LSTM(64, { unroll: true })(x));
expectType<SymbolicTensor<[null, 64]>>(LSTM(64, { stateful: false, returnState: false })(Input([null, 256])));
expectType<3>(LSTM(8, { returnState: true })(x).length);
expectType<SymbolicTensor<[null, 8]>>(LSTM(8, { returnState: true })(x)[0]);
expectType<SymbolicTensor<[null, 8]>>(LSTM(8, { returnState: true })(x)[2]);
expectType<SymbolicTensor<[null, 64]>>(LSTM(64, { name: 'encoder' })(x));
expectType<['encoder', [null, 64]]>(namedAs(LSTM(64, { name: 'encoder' })(x)));
expectAssignable<AnyLayer>(LSTM(64));

// States go from one layer to the next.
const [sequence, hidden, carry] = LSTM(8, { returnSequences: true, returnState: true })(x);
expectType<SymbolicTensor<[null, 140, 8]>>(sequence);
expectType<SymbolicTensor<[null, 8]>>(carry);
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(sequence, { initialState: [hidden, carry], training: true }));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(sequence, { initialState: [unranked, carry] }));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(sequence, { initialState: states }));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(sequence, {}));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(x, { mask: counts }));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(x, { mask: Input([null]), initialState: [hidden, carry] }));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(Input([null, 256]), { mask: counts }));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(x, { mask: unranked }));
expectType<SymbolicTensor<[Dimension, 8]>>(LSTM(8)(unranked, { mask: counts }));
expectType<SymbolicTensor<[null, 3]>>(x.pipe(LSTM(8, { returnSequences: true }), LSTM(3)));

// What is not known spreads.
expectType<SymbolicTensor<[null, number]>>(LSTM(size)(x));
expectType<SymbolicTensor<[null, number]>>(LSTM(either)(x));
expectType<SymbolicTensor<[null, number, 8]>>(LSTM(8, { returnSequences: true })(Input([size, 256])));
expectType<SymbolicTensor<[null, 8]>>(LSTM(8)(Input([140, size])));
expectType<SymbolicTensor>(LSTM(8, { returnSequences: flag })(x));
expectType<SymbolicTensor<[Dimension, 8]>>(LSTM(8)(unranked));
expectType<[SymbolicTensor<[Dimension, 8]>, SymbolicTensor, SymbolicTensor]>(LSTM(8, { returnState: true })(unranked));
expectType<SymbolicTensor<[number, 8]>>(LSTM(8, { stateful: true })(Input([140, 256], { batchSize: size })));

// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 13, 13, 32))
LSTM(16)(Input([13, 13, 32]));
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 140))
LSTM(16)(Input([140]));
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 140, null))
LSTM(16)(Input([140, null]));
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received several tensors)
LSTM(16)([x, x]);
// @ts-expect-error LSTM expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 140, 256))
LSTM(16, { stateful: true })(x);
// @ts-expect-error LSTM expects a known number of steps, because it is unrolled (received (null, null, 256))
LSTM(16, { unroll: true })(Input([null, 256]));
// @ts-expect-error LSTM expects an initial state of shape (null, 16) (received (null, 8))
LSTM(16)(x, { initialState: [Input([16]), carry] });
// @ts-expect-error LSTM expects an initial state of shape (null, 16) (received (null, 140, 8))
LSTM(16)(x, { initialState: [sequence, Input([16])] });
// @ts-expect-error LSTM expects an initial state of shape (5, 8) (received (4, 8))
LSTM(8)(Input([3, 2], { batchSize: 5 }), { initialState: [Input([8]), Input([8], { batchSize: 4 })] });
// @ts-expect-error LSTM expects as many initial states as it has, 2 (received 1)
LSTM(8)(x, { initialState: [hidden] });
// @ts-expect-error LSTM expects as many initial states as it has, 2 (received 1)
LSTM(8)(x, { initialState: hidden });
// @ts-expect-error LSTM expects as many initial states as it has, 2 (received 3)
LSTM(8)(x, { initialState: [hidden, carry, carry] });
// @ts-expect-error LSTM expects mask of shape (null, 140) (received (null, 139))
LSTM(8)(x, { mask: Input([139]) });
// @ts-expect-error LSTM expects mask of shape (null, 140) (received (null, 140, 256))
LSTM(8)(x, { mask: x });
// @ts-expect-error LSTM expects mask of shape (5, 3) (received (4, 3))
LSTM(8)(Input([3, 2], { batchSize: 5 }), { mask: Input([3], { batchSize: 4 }) });
// @ts-expect-error LSTM expects options that it has (received 'returnSequence', did you mean 'returnSequences'?)
LSTM(8, { returnSequence: true });
