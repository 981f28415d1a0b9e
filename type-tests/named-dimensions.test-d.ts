import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import {
  Attention,
  add,
  Bidirectional,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Cropping1D,
  concatenate,
  Dense,
  dot,
  Embedding,
  Flatten,
  GlobalAveragePooling2D,
  Input,
  LayerNormalization,
  LSTM,
  Masking,
  MaxPooling1D,
  MaxPooling2D,
  MultiHeadAttention,
  Permute,
  Reshape,
  Residual,
  repeat,
  TimeDistributed,
  UpSampling1D,
  UpSampling2D,
  ZeroPadding1D,
} from '../src/layers/index.js';
import * as ops from '../src/operations/index.js';
import { Model } from '../src/training/model.js';
import { Sequential } from '../src/training/sequential.js';
import type { Shape } from '../src/types/shape.js';

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
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, time, 64) and (null, time - 2, 64), which differ on axis 1)
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

// --- the whole catalogue ---

const query = Input(['query', 16]);
const key = Input(['key', 16]);
const ids = Input(['time'], { dtype: 'int32' });
const frames = Input(['time', 28, 28, 1]);
const wide = Input(['height', 'width', 3]);

expectType<SymbolicTensor<[null, 'time', 32]>>(Embedding(100, 32)(ids));
expectType<SymbolicTensor<[null, 'time', 10]>>(TimeDistributed(Sequential([Flatten(), Dense(10)]))(frames));
expectType<SymbolicTensor<[null, 'time', 8]>>(Bidirectional(LSTM(4, { returnSequences: true }))(words));
expectType<SymbolicTensor<[null, 'time', 128]>>(Masking()(words));
expectType<SymbolicTensor<[null, 128, 'time']>>(Permute([2, 1])(words));
expectType<SymbolicTensor<[null, 'time * 128']>>(Flatten()(words));
expectType<SymbolicTensor<[null, 'time * 2', 64]>>(Reshape([-1, 64])(words));
expectType<SymbolicTensor<[null, 'time * 2', 128]>>(UpSampling1D(2)(words));
expectType<SymbolicTensor<[null, 'time + 3', 128]>>(ZeroPadding1D([1, 2])(words));
expectType<SymbolicTensor<[null, 'time', 128]>>(Cropping1D(2)(ZeroPadding1D(2)(words)));
expectType<SymbolicTensor<[null, null, null, 3]>>(UpSampling2D(2)(MaxPooling2D(2)(wide)));
expectType<SymbolicTensor<[null, 'height - 2', 'width - 2', 8]>>(Conv2D(8, 3)(wide));
expectType<SymbolicTensor<[null, 'height * 2', 'width * 2', 8]>>(Conv2DTranspose(8, 2, { strides: 2 })(wide));
expectType<SymbolicTensor<[null, 3]>>(GlobalAveragePooling2D()(wide));
expectType<SymbolicTensor<[null, 'time + 5', 128]>>(concatenate([words, Input([5, 128])], { axis: 1 }));
expectType<SymbolicTensor<[null, 'time * 2', 128]>>(concatenate([words, words], { axis: 1 }));
expectType<SymbolicTensor<[null, null, 16]>>(concatenate([query, key], { axis: 1 }));
expectType<SymbolicTensor<[null, 'query', 'key']>>(dot([query, key], 2));
expectType<SymbolicTensor<[null, 'query', 16]>>(Attention()([query, key]));
const [attended, scores] = MultiHeadAttention(4, 8)(query, key, { returnAttentionScores: true });
expectType<SymbolicTensor<[null, 'query', 16]>>(attended);
expectType<SymbolicTensor<[null, 4, 'query', 'key']>>(scores);
expectType<SymbolicTensor<[null, 'time', 128]>>(Residual(Dense(128))(words));
expectType<SymbolicTensor<[null, 'time', 9]>>(words.pipe(Dense(8), LayerNormalization(), Dense(9)));
expectType<SymbolicTensor<[null, 'time', 64]>>(repeat(3, () => Dense(64))(Input(['time', 64])));

expectType<SymbolicTensor<[128, 'time', null]>>(ops.transpose(words));
expectType<SymbolicTensor<[null, 'time', 1, 128]>>(ops.expandDims(words, 2));
expectType<SymbolicTensor<[null, 128]>>(ops.mean(words, 1));
expectType<SymbolicTensor<[null, 'query', 'key']>>(ops.matmul(query, ops.transpose(key, [0, 2, 1])));
expectType<SymbolicTensor<[null, 'query', 16]>>(ops.matmul(scoresOf(query, key), key));
expectType<SymbolicTensor<[null, 'query', 'key']>>(ops.einsum('bqd,bkd->bqk', query, key));
expectType<SymbolicTensor<[null, 'time', 128]>>(ops.multiply(words, Input(['time', 1])));
expectType<SymbolicTensor<[null, 'time - 1', 128]>>(ops.slice(words, [0, 1, 0], [-1, -1, -1]));
// @ts-expect-error multiply expects inputs that broadcast to one shape (received (null, query, 16) and (null, key, 16), which differ on axis 1)
ops.multiply(query, key);
// @ts-expect-error matmul expects the last axis of its first input to be as long as the last but one of its second (received (null, query, query) and (null, key, 16))
ops.matmul(scoresOf(query, query), key);
// @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, query, 16) and (null, key, 16), which differ on axis 1)
concatenate([query, key]);
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, time * 128))
Dense(4)(Flatten()(words));

function scoresOf<Query extends string, Key extends string>(
  q: SymbolicTensor<[null, Query, 16]>,
  k: SymbolicTensor<[null, Key, 16]>,
) {
  return ops.matmul(q, ops.transpose(k, [0, 2, 1]));
}

// Names are stated, and given up.
expectType<SymbolicTensor<[null, 'time', 8]>>(Input([null, 8]).ensureShape([null, 'time', 8]));
expectType<SymbolicTensor<[null, null, 128]>>(words.ensureShape([null, null, 128]));
expectType<SymbolicTensor<[null, 5, 128]>>(words.ensureShape([null, 5, 128]));
// @ts-expect-error ensureShape expects a shape that fits (null, time, 128) (received (null, steps, 128))
words.ensureShape([null, 'steps', 128]);

// --- models ---

// (In the types, the keys of a record have no order of their own: the last by the compiler's order is to blame.)
const matching = Model({
  inputs: { first: Input(['time', 8]), second: Input(['time', 8]) },
  outputs: Dense(3)(add([Input(['time', 8]), Input(['time', 8])])),
});
expectType<SymbolicTensor<[null, 5, 3]>>(matching({ first: Input([5, 8]), second: Input([null, 8]) }));
expectType<SymbolicTensor<[null, 'steps', 3]>>(matching({ first: Input(['steps', 8]), second: Input(['steps', 8]) }));
// @ts-expect-error model: input second expects time to be 5, as in input first (received 7)
matching({ first: Input([5, 8]), second: Input([7, 8]) });
// @ts-expect-error model: input second expects time to be a, as in input first (received b)
matching({ first: Input(['a', 8]), second: Input(['b', 8]) });

const listed = Model({ inputs: [words, ids], outputs: [Dense(1)(words), Conv1D(2, 3)(words)] });
expectType<[SymbolicTensor<[null, 12, 1]>, SymbolicTensor<[null, 10, 2]>]>(
  listed([Input([12, 128]), Input([12], { dtype: 'int32' })]),
);
// @ts-expect-error model: input 1 expects time to be 12, as in input 0 (received 11)
listed([Input([12, 128]), Input([11], { dtype: 'int32' })]);
expectType<SymbolicTensor<[null, 'steps / 4', 128]>>(encoder(encoder(Input(['steps', 128]))));

// A name that is not a literal is that of some open size.
declare const name: string;
expectType<SymbolicTensor<[null, string, 8]>>(Dense(8)(Input([name, 4])));

// --- generic functions ---

function shortened<Time extends string>(x: SymbolicTensor<[null, Time, 128]>) {
  return Conv1D(8, 3)(x);
}
expectType<SymbolicTensor<[null, 'time - 2', 8]>>(shortened(words));
expectType<SymbolicTensor<[null, 'frames - 2', 8]>>(shortened(Input(['frames', 128])));

function attendedTo<Query extends string, Key extends string, const Units extends number>(
  q: SymbolicTensor<[null, Query, 16]>,
  k: SymbolicTensor<[null, Key, 16]>,
  units: Units,
) {
  const weights = ops.softmax(ops.matmul(Dense(units)(q), ops.transpose(Dense(units)(k), [0, 2, 1])));
  return ops.matmul(weights, Dense(units)(k));
}
expectType<SymbolicTensor<[null, 'query', 5]>>(attendedTo(query, key, 5));

function block<const S extends Shape>(x: SymbolicTensor<S>) {
  return add([x, Dense(128)(LayerNormalization()(x))]);
}
expectType<SymbolicTensor<[null, 'time', 128]>>(block(words));

function joinedInTime<Time extends string | number | null>(x: SymbolicTensor<[null, Time, 128]>) {
  return concatenate([x, Input([5, 128])], { axis: 1 });
}
expectType<SymbolicTensor<[null, 'time + 5', 128]>>(joinedInTime(words));
expectType<SymbolicTensor<[null, 9, 128]>>(joinedInTime(Input([4, 128])));
expectType<SymbolicTensor<[null, null, 128]>>(joinedInTime(Input([null, 128])));

function pooled<Time extends string | number | null>(x: SymbolicTensor<[null, Time, 128]>) {
  return UpSampling1D(3)(MaxPooling1D(2)(ZeroPadding1D(1)(x)));
}
expectType<SymbolicTensor<[null, null, 128]>>(pooled(words));
expectType<SymbolicTensor<[null, 15, 128]>>(pooled(Input([8, 128])));

function flat<Time extends string>(x: SymbolicTensor<[null, Time, 128]>) {
  return Flatten()(x);
}
expectType<SymbolicTensor<[null, 'time * 128']>>(flat(words));

function model<const Time extends string>(time: Time) {
  const input = Input([time, 4]);
  return Model({ inputs: input, outputs: LSTM(3, { returnSequences: true })(input) });
}
expectType<SymbolicTensor<[null, 'steps', 3]>>(model('time')(Input(['steps', 4])));

// What a name of inputs of unknown number stands for is not known.
const each = ['a', 'b'].map(() => Input(['time', 4]));
const open = Model({ inputs: each, outputs: add(each) });
expectType<SymbolicTensor<[null, string | null, 4]>>(open([Input(['steps', 4]), Input(['steps', 4])]));
