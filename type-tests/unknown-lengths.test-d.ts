import { expectType } from 'tsd';
import { concatenate, Dense, type History, Input, Model, type SymbolicTensor, type Tensor } from 'tupleflow';

declare const names: readonly string[];
declare const rows: Tensor<[number, 4]>;
declare const column: Tensor<[number, 1]>;

// --- lists of unknown length ---

const inputs = names.map((name) => Input([4], { name }));
const list = Model({ inputs, outputs: inputs.map((input) => Dense(1)(input)) });
const merged = Model({ inputs, outputs: Dense(2)(concatenate(inputs)) });

expectType<Promise<Tensor<[number, 1]>[]>>(list.predict([rows, rows]));
expectType<Promise<Tensor<[number, 1]>[]>>(list.predict(names.map(() => rows)));
expectType<Promise<Tensor<[number, 2]>>>(merged.predict({ a: rows, b: rows }));
expectType<SymbolicTensor<[null, 1]>[]>(list(inputs));
expectType<SymbolicTensor<[null, 2]>>(merged([Input([4]), Input([4])]));
expectType<Tensor<[number, 2]>>(merged([rows, rows]));
expectType<Promise<History>>(list.compile({ loss: 'mse' }).fit([rows, rows], [column, column], { epochs: 2 }));
expectType<Promise<History>>(list.compile({ loss: 'mse' }).fit({ a: rows }, { dense: column }));
const mixed = list.compile({ loss: ['mse', 'mae'], lossWeights: [1, 2], metrics: [['mae'], null] });
expectType<Promise<History>>(mixed.fit([rows, rows], [column, column]));
list.compile({ loss: { dense: 'mse', dense_1: 'mae' }, metrics: { dense: ['mae'] }, lossWeights: { dense: 2 } });

// @ts-expect-error at `column`: x.1 expects data of shape (null, 4) (received (number, 1))
list.predict([rows, column]);
// @ts-expect-error at `b`: x.b expects data of shape (null, 4) (received (number, 1))
list.predict({ a: rows, b: column });
// @ts-expect-error at `Input([5])`: model expects (null, 4) for input 1 (received (null, 5))
list([Input([4]), Input([5])]);
// @ts-expect-error at `dense`: compile: loss expects a loss (received 'mee')
list.compile({ loss: { dense: 'mee' } });

// --- records of names that are not known ---

const record = Object.fromEntries(names.map((name) => [name, Input([4], { name })]));
const byName = Model({
  inputs: record,
  outputs: Object.fromEntries(Object.entries(record).map(([name, input]) => [name, Dense(1)(input)])),
});

expectType<Promise<{ [name: string]: Tensor<[number, 1]> }>>(byName.predict({ a: rows, b: rows }));
expectType<Promise<{ [name: string]: Tensor<[number, 1]> }>>(
  byName.predict(Object.fromEntries(names.map((name) => [name, rows]))),
);
expectType<{ [name: string]: SymbolicTensor<[null, 1]> }>(byName({ a: Input([4]), b: Input([4]) }));
const compiled = byName.compile({ loss: 'mse', metrics: { a: ['mae'], b: 'mse' } });
expectType<Promise<History>>(compiled.fit({ a: rows, b: rows }, { a: column, b: column }));
byName.compile({ loss: Object.fromEntries(names.map((name) => [name, 'mse' as const])) });

// @ts-expect-error at `b`: y.b expects targets of shape (null, 1) for mse (received (number, 4))
compiled.fit({ a: rows, b: rows }, { a: column, b: rows });
// @ts-expect-error at `b`: model expects (null, 4) for input b (received (null, 5))
byName({ a: Input([4]), b: Input([5]) });
