import type * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import * as ops from '../src/operations/index.js';
import type { Tensor } from '../src/tensor/tensor.js';
import { Model } from '../src/training/model.js';

declare const x: Tensor<[6, 8]>;
declare const w: Tensor<[6], 'int32'>;
declare const b: Tensor<[number, 8], 'bool'>;
declare const unranked: tf.Tensor;
declare const two: tf.Tensor2D;
expectType<Tensor<[6, 8]>>(ops.relu(x));
expectType<Tensor<[6, 8]>>(ops.add(x, 1));
expectType<Tensor<[6, 8]>>(ops.add(1, x));
expectType<Tensor<[6, 8]>>(ops.add(x, x));
expectType<Tensor<[6], 'int32'>>(ops.argmax(x, -1));
expectType<Tensor<[6, 10]>>(ops.oneHot(w, 10));
expectType<Tensor<[number, 8], 'bool'>>(ops.logicalNot(b));
expectType<Tensor<[6, 16]>>(ops.concatenate([x, x], 1));
expectType<Tensor<[6, 6]>>(ops.matmul(x, ops.transpose(x)));
expectType<Tensor<[6, 8]>>(ops.where(ops.greater(x, 0), x, 0));
expectType<[Tensor<[6, 4]>, Tensor<[6, 4]>]>(ops.split(x, 2, 1));
expectType<[Tensor<[6, 2]>, Tensor<[6, 2], 'int32'>]>(ops.topK(x, 2));
expectType<Tensor<[6, 6]>>(ops.einsum('ab,cb->ac', x, x));
expectType<Tensor<number[]>>(ops.relu(unranked));
expectType<Tensor<number[]>>(ops.add(unranked, x));
expectType<Tensor<[number]>>(ops.sum(two, 1));
expectType<Tensor<[8]>>(ops.take(x, 0, 0));
expectType<Tensor<[6, 8]>>(ops.take(x, w, 0));
expectType<Tensor<[48]>>(ops.reshape(x, [-1]));
expectType<Tensor<number[]>>(ops.oneHot(unranked, 4));
const inputs = Input([3]);
const model = Model({ inputs, outputs: Dense(4)(inputs) });
async function f() {
  expectType<Tensor<[number], 'int32'>>(
    ops.argmax(
      await model.predict([
        [1, 2, 3],
        [1, 2, 3],
      ]),
      -1,
    ),
  );
}
f();
function g<N extends number>(v: Tensor<[N, 8]>) {
  return ops.softmax(ops.matmul(v, ops.transpose(v)));
}
expectType<Tensor<[6, 6]>>(g(x));
function h<D extends number[]>(v: Tensor<D>) {
  return ops.multiply(v, ops.sigmoid(v));
}
expectType<Tensor<[6, 8]>>(h(x));

// Tensors of both kinds, and the sentences of the graph.
// @ts-expect-error add expects tensors of the graph, or tensors that have values (received both)
ops.add(x, Input([8]));
// @ts-expect-error add expects tensors of the graph, or tensors that have values (received both)
ops.add(Input([8]), x);
// @ts-expect-error matmul expects tensors of the graph, or tensors that have values (received both)
ops.matmul(Input([6]), x);
// @ts-expect-error concatenate expects tensors of the graph, or tensors that have values (received both)
ops.concatenate([x, Input([8])]);
// @ts-expect-error where expects tensors of the graph, or tensors that have values (received both)
ops.where(ops.greater(Input([8]), 0), x, 0);
// @ts-expect-error einsum expects tensors of the graph, or tensors that have values (received both)
ops.einsum('ab,cb->ac', x, Input([8]));
// @ts-expect-error stack expects tensors of the graph, or tensors that have values (received both)
ops.stack([Input([8]), x]);
// @ts-expect-error take expects tensors of the graph, or tensors that have values (received both)
ops.take(x, Input([1], { dtype: 'int32' }), 0);
// @ts-expect-error add expects inputs that broadcast to one shape (received (6, 8) and (6), which differ on axis -1)
ops.add(x, w);
// @ts-expect-error softmax: axis expects an integer from -2 to 1 (received 2)
ops.softmax(x, 2);
// @ts-expect-error oneHot expects integers, of dtype int32 (received float32)
ops.oneHot(x, 3);
