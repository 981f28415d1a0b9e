import type * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import { random, type Tensor } from 'tupleflow';

declare const size: number;
declare const logits: Tensor<[number, 10]>;
declare const images: Tensor<[32, 28, 28], 'int32'>;
declare const features: Tensor<[number, 64]>;
declare const raw: tf.Tensor;

expectType<Tensor<[32, 100]>>(random.normal([32, 100]));
expectType<Tensor<[number, 100]>>(random.normal([size, 100], { mean: 1, stddev: 2, seed: 3, dtype: 'float32' }));
expectType<Tensor<[]>>(random.truncatedNormal([]));
expectType<Tensor<[4]>>(random.uniform([4], { minval: -1, maxval: 1 }));
expectType<Tensor<[4], 'int32'>>(random.randint([4], 0, 10, { seed: 1 }));
expectType<Tensor<[4]>>(random.gamma([4], 2));
expectType<Tensor<[4]>>(random.beta([4], 2, 3));
expectType<Tensor<[4]>>(random.binomial([4], 10, 0.5));
expectType<Tensor<[number, 5], 'int32'>>(random.categorical(logits, 5));
expectType<Tensor<[number, 5], 'int32'>>(random.categorical(raw, 5));
expectType<Tensor<[32, 28, 28], 'int32'>>(random.shuffle(images, { axis: 1 }));
expectType<Tensor<[number, 64]>>(random.dropout(features, 0.5));

// @ts-expect-error random.categorical expects logits of shape (batch, classes) (received (32, 28, 28))
random.categorical(images, 1);
// @ts-expect-error '"int32"' is not assignable to type '"float32"'
random.normal([4], { dtype: 'int32' });
