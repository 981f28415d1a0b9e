import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { add, Conv1D, Dense, Input, LSTM, MaxPooling1D } from '../src/layers/index.js';
import { Model } from '../src/training/model.js';

// A size that varies may have a name, which stays where the size does, and with which layers compute.
const words = Input(['time', 128]);
expectType<SymbolicTensor<[null, 'time', 128]>>(words);
expectType<SymbolicTensor<[null, 'time', 8]>>(Dense(8)(words));
expectType<SymbolicTensor<[null, 'time', 64]>>(LSTM(64, { returnSequences: true })(words));
expectType<SymbolicTensor<[null, 64]>>(LSTM(64)(words));
expectType<SymbolicTensor<[null, 'time - 2', 64]>>(Conv1D(64, 3)(words));
expectType<SymbolicTensor<[null, 'time - 4', 8]>>(Conv1D(8, 3)(Conv1D(64, 3)(words)));
expectType<SymbolicTensor<[null, 'time', 64]>>(Conv1D(64, 3, { padding: 'same' })(words));
expectType<SymbolicTensor<[null, 'ceil(time / 2)', 64]>>(Conv1D(64, 3, { padding: 'same', strides: 2 })(words));
expectType<SymbolicTensor<[null, null, 64]>>(Conv1D(64, 3, { strides: 2 })(words));
expectType<SymbolicTensor<[null, 'time / 2', 128]>>(MaxPooling1D(2)(words));
expectType<SymbolicTensor<[null, 'time / 6', 128]>>(MaxPooling1D(3)(MaxPooling1D(2)(words)));
expectType<SymbolicTensor<[null, null, 64]>>(MaxPooling1D(2)(Conv1D(64, 3)(words)));

// Sizes of one name are the same size.
expectType<SymbolicTensor<[null, 'time', 64]>>(add([Dense(64)(words), Dense(64)(Input(['time', 3]))]));
// @ts-expect-error Add expects inputs that broadcast to one shape (received (null, time, 64) and (null, time - 2, 64), which differ on axis 1)
add([Dense(64)(words), Conv1D(64, 3)(words)]);

// In a model that is called, a name stands for whatever size the tensor has.
const encoder = Model({ inputs: words, outputs: MaxPooling1D(2)(words) });
expectType<SymbolicTensor<[null, 'steps / 2', 128]>>(encoder(Input(['steps', 128])));
expectType<SymbolicTensor<[null, 5, 128]>>(encoder(Input([10, 128])));
expectType<SymbolicTensor<[null, null, 128]>>(encoder(Input([null, 128])));
expectType<SymbolicTensor<[null, 'steps / 4', 128]>>(encoder(MaxPooling1D(2)(Input(['steps', 128]))));

// @ts-expect-error Input: shape expects positive integers, or for open sizes null or names such as 'time' (received 'time - 2')
Input(['time - 2', 8]);

/** A helper for any name. */
export function both<Time extends string, const Units extends number>(
  x: SymbolicTensor<[null, Time, 128]>,
  units: Units,
) {
  return add([LSTM(units, { returnSequences: true })(x), Dense(units)(Dense(7)(x))]);
}
expectType<SymbolicTensor<[null, 'time', 9]>>(both(words, 9));
