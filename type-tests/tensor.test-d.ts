import * as tf from '@tensorflow/tfjs-core';
import { expectAssignable, expectType } from 'tsd';
import { Dense, Input, Model, type Tensor } from 'tupleflow';

declare const scalar: Tensor<[]>;
declare const rows: Tensor<[number, 10]>;
declare const counts: Tensor<[2, 3, 4], 'int32'>;
declare const flags: Tensor<[2], 'bool'>;
declare const words: Tensor<[2, 3], 'string'>;
declare const some: Tensor;
declare const oneOrTwo: Tensor<[2] | [2, 3]>;

expectType<number>(scalar.arraySync());
expectType<Promise<number[][]>>(rows.array());
expectType<number[][][]>(counts.arraySync());
expectType<number[]>(flags.arraySync());
expectType<Promise<string[][]>>(words.array());
expectType<number[] | number[][]>(oneOrTwo.arraySync());
expectAssignable<ReturnType<tf.Tensor['arraySync']>>(some.arraySync());

expectType<Promise<Float32Array>>(rows.data());
expectType<Int32Array>(counts.dataSync());
expectType<Uint8Array>(flags.dataSync());
expectType<string[]>(words.dataSync());

// What models return is read the same way.
const input = Input([4]);
const model = Model({ inputs: input, outputs: { digits: Dense(10)(input) } });
declare const x: Tensor<[number, 4]>;
expectType<number[][]>(model(x).digits.arraySync());
model.predict(x).then(({ digits }) => expectType<Promise<number[][]>>(digits.array()));

// A tensor fits wherever TensorFlow.js takes one, and where less is known of it.
expectAssignable<tf.Tensor>(rows);
expectAssignable<tf.Tensor>(words);
expectAssignable<Tensor>(rows);
expectAssignable<Tensor<[number, number]>>(rows);
tf.add(rows, scalar);
tf.expandDims(words, 0);

function generic<Rows extends number, Columns extends number>(given: Tensor<[Rows, Columns]>): tf.Tensor {
  expectType<number[][]>(given.arraySync());
  return tf.relu(given);
}
generic(rows);

function free(): void {
  using given = rows.clone();
  expectType<Tensor<[number, 10]>>(given);
}
free();
