import { expectType } from 'tsd';
import {
  add,
  Bidirectional,
  concatenate,
  Dense,
  Flatten,
  GRU,
  GRUCell,
  Input,
  LSTM,
  LSTMCell,
  Model,
  type SymbolicTensor,
  TimeDistributed,
} from 'tupleflow';

declare const flag: boolean;
const steps = Input([8, 6]);

// A union of layers of several classes is called where both fit, and gives the tensors of both.
expectType<SymbolicTensor<[null, 8, 3]> | SymbolicTensor<[null, 3]>>((flag ? Dense(3) : LSTM(3))(steps));
expectType<SymbolicTensor<[null, 3]> | SymbolicTensor<[null, 48]>>((flag ? LSTM(3) : Flatten())(steps));
expectType<SymbolicTensor<[null, 3]> | SymbolicTensor<[null, 6]>>((flag ? GRU(3) : Bidirectional(LSTM(3)))(steps));
expectType<SymbolicTensor<[null, 8, 2]> | SymbolicTensor<[null, 3]>>(
  (flag ? TimeDistributed(Dense(2)) : LSTM(3))(steps),
);
const model = Model({ inputs: steps, outputs: Dense(4)(steps) });
expectType<SymbolicTensor<[null, 8, 4]> | SymbolicTensor<[null, 3]>>((flag ? model : LSTM(3))(steps));

// Where one does not fit, its sentence is part of what is expected.
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 8))
(flag ? Dense(3) : LSTM(3))(Input([8]));
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 8))
(flag ? LSTM(3) : Dense(3))(Input([8]));
// @ts-expect-error LSTM expects as many initial states as it has, 2 (received 1)
(flag ? LSTM(3) : GRU(3))(steps, { initialState: Input([3]) });
// @ts-expect-error This expression is not callable
(flag ? Dense(3) : Input([3]))(steps);

// Cells likewise.
expectType<SymbolicTensor<[null, 3]> | SymbolicTensor<[null, 2]>>((flag ? LSTMCell(3) : GRUCell(2))(Input([3]))[0]);

// So do lists, records, variables and functions.
const list = [Dense(1), LSTM(3)];
for (const layer of list) expectType<SymbolicTensor<[null, 8, 1]> | SymbolicTensor<[null, 3]>>(layer(steps));
const record = { dense: Dense(1), lstm: LSTM(3) };
declare const name: keyof typeof record;
expectType<SymbolicTensor<[null, 8, 1]> | SymbolicTensor<[null, 3]>>(record[name](steps));
let either = flag ? Dense(1) : LSTM(3);
expectType<SymbolicTensor<[null, 8, 1]> | SymbolicTensor<[null, 3]>>(either(steps));
either = LSTM(3);
expectType<SymbolicTensor<[null, 3]>>(either(steps));
function layerOf(depth: number) {
  return depth > 1 ? Dense(1) : depth > 0 ? LSTM(3) : Flatten();
}
expectType<SymbolicTensor<[null, 8, 1]> | SymbolicTensor<[null, 3]> | SymbolicTensor<[null, 48]>>(layerOf(1)(steps));

// In lists and records a union of tensors is right only if every branch is; the sentence has the shape of the one that is not.
const [row, other, short] = [Input([8]), Input([8]), Input([4])];
expectType<SymbolicTensor<[null, 8]>>(add([row, flag ? row : other]));
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 8) and (null, 4), which differ on axis 1)
add([row, flag ? other : short]);
// @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, 5, 6) and (null, 8, 6), which differ on axis 1)
concatenate([flag ? Input([8, 6]) : Input([5, 6]), steps]);
const inList = Model({ inputs: [row, short], outputs: Dense(1)(concatenate([row, short])) });
// @ts-expect-error model expects (null, 4) for input 1 (received (null, 8))
inList([other, flag ? short : row]);
const named = Model({ inputs: { row, short }, outputs: Dense(1)(concatenate([row, short])) });
// @ts-expect-error model expects (null, 4) for input short (received (null, 8))
named({ row: other, short: flag ? short : row });
