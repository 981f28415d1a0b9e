import * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import type { Layer } from '../src/graph/layer.js';
import type { Weight } from '../src/graph/weight.js';
import { Attention } from '../src/layers/attention/attention.js';
import { MultiHeadAttention } from '../src/layers/attention/multi-head-attention.js';
import { Conv2D } from '../src/layers/convolution/conv.js';
import { Dense } from '../src/layers/core/dense.js';
import { Embedding } from '../src/layers/core/embedding.js';
import { Input } from '../src/layers/core/input.js';
import { LSTM } from '../src/layers/recurrent/lstm.js';
import { MeanSquaredError } from '../src/losses/index.js';
import { Mean, Precision } from '../src/metrics/index.js';
import type { LearningRate } from '../src/optimizers/optimizer-rule.js';
import { SGD } from '../src/optimizers/sgd.js';
import type { Tensor } from '../src/tensor/tensor.js';
import { Model } from '../src/training/model.js';
import { Sequential } from '../src/training/sequential.js';
import { valueAndGradients } from '../src/training/value-and-gradients.js';

declare const images: Tensor<[32, 28, 28, 1]>;
declare const rows: Tensor<[number, 784]>;
declare const vectors: Tensor<[32, 7, 4]>;
declare const ids: Tensor<[32, 7], 'int32'>;
declare const state: Tensor<[32, 8]>;
declare const raw: tf.Tensor;
declare const matrix: tf.Tensor2D;
declare const layer: Layer;

const inputs = Input([784]);
const model = Model({ inputs, outputs: Dense(10)(inputs) });
const named = Model({
  inputs: { image: inputs, label: Input([7], { dtype: 'int32' }) },
  outputs: { digit: model.outputs, same: inputs },
});

// Sizes are those of what is given; what varies in a graph is some number.
expectType<Tensor<[32, 26, 26, 8]>>(Conv2D(8, 3)(images));
expectType<Tensor<[number, 64]>>(Dense(64)(rows));
expectType<Tensor<[number, 10]>>(model(rows, { training: true }));
expectType<{ digit: Tensor<[number, 10]>; same: Tensor<[number, 784]> }>(named({ label: ids, image: rows }));
expectType<Tensor<[32, 7, 3]>>(Embedding(10, 3)(ids));
expectType<Tensor<[32, 2]>>(Sequential([LSTM(5), Dense(2)])(vectors));
expectType<[Tensor<[32, 8]>, Tensor<[32, 8]>, Tensor<[32, 8]>]>(
  LSTM(8, { returnState: true })(vectors, { initialState: [state, state] }),
);
expectType<Tensor<[32, 7, 4]>>(Attention()([vectors, vectors]));
expectType<[Tensor<[32, 7, 4]>, Tensor<[32, 2, 7, 7]>]>(
  MultiHeadAttention(2, 4)(vectors, vectors, { returnAttentionScores: true }),
);
// What the compiler does not know is checked at run time.
expectType<Tensor>(layer(raw));
expectType<Tensor<[...number[], 3]>>(Dense(3)(raw));
expectType<Tensor<[number, 3]>>(Dense(3)(matrix));
expectType<Tensor<[number, 10]>>(model(raw));

// @ts-expect-error model expects (null, 784) for input 0 (received (32, 7, 4))
model(vectors);
// @ts-expect-error model expects (null, 784) for input image (received (32, 28, 28, 1))
named({ image: images, label: ids });
// @ts-expect-error model expects float32 elements for input 0 (received int32)
model(tf.zeros([2, 784], 'int32') as Tensor<[2, 784], 'int32'>);
// @ts-expect-error Embedding expects integers, of dtype int32 (received float32)
Embedding(10, 3)(vectors);
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (32, 28, 28, 1))
LSTM(8)(images);

// A gradient has the shape of what it is with respect to; of a weight it is not known.
expectType<readonly [Tensor<[number, 784]> | null, Tensor<[32, 7, 4]> | null]>(
  valueAndGradients(() => tf.sum(raw), [rows, vectors]).gradients,
);
expectType<readonly (Tensor | null)[]>(valueAndGradients(() => tf.sum(raw), model.trainableWeights).gradients);
expectType<Tensor<[]>>(valueAndGradients(() => tf.sum(raw), model.trainableWeights).value);
// @ts-expect-error valueAndGradients expects a computation that returns a scalar (received (number, 10))
valueAndGradients(() => model(rows), model.trainableWeights);

expectType<readonly Weight[]>(model.trainableWeights);
expectType<readonly tf.Scalar[]>(model.losses);
expectType<tf.Tensor>(MeanSquaredError().compute(rows, rows, raw));
expectType<Tensor>(Precision().result());
expectType<Tensor>(Mean().result());
const optimizer = SGD();
expectType<LearningRate>(optimizer.learningRate);
expectType<number>(optimizer.iterations);
optimizer.learningRate = 0.5;
