import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ShapeError } from '../../../src/errors.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import type { Value } from '../../../src/graph/value.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { Concatenate } from '../../../src/layers/merging/concatenate.js';
import { LSTM } from '../../../src/layers/recurrent/lstm.js';
import { TimeDistributed } from '../../../src/layers/wrappers/time-distributed.js';
import { Model } from '../../../src/training/model.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { runLayer, runOutputs } from '../run-layer.js';

function wave(...shape: number[]): tf.Tensor {
  return tf.reshape(
    tf.sin(
      tf.range(
        0,
        shape.reduce((size, dimension) => size * dimension, 1),
      ),
    ),
    shape,
  );
}

describe.each(['cpu', 'wasm'] as const)('TimeDistributed on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('gives at every step what the layer gives for it', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const layer = LSTM(2, { returnSequences: true });
      const whole = wave(3, 4, 5, 2);
      const output = runLayer(TimeDistributed(layer), whole);
      for (const [step, input] of tf.unstack(whole, 1).entries()) {
        expect(tf.unstack(output, 1)[step]?.arraySync()).toEqual(runLayer(layer, input).arraySync());
      }
      layer.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes lists, models, and itself', () => {
    tf.tidy(() => {
      const [left, right] = [Input([2]), Input([3])];
      const model = Model({ inputs: [left, right], outputs: [Concatenate()([left, right]), Dense(1)(right)] });
      const inputs = [Input([null, 4, 2]), Input([5, 4, 3])] as const;
      const outputs = TimeDistributed(TimeDistributed(model))(inputs);
      expect(outputs.map(({ shape }) => shape)).toEqual([
        [null, 5, 4, 5],
        [null, 5, 4, 1],
      ]);
      const feeds = [wave(2, 5, 4, 2), wave(2, 5, 4, 3)];
      const [joined, dense] = runOutputs(inputs, outputs, feeds).map(({ tensor }) => tensor);
      expect(joined?.arraySync()).toEqual(tf.concat(feeds, 3).arraySync());
      expect(dense?.shape).toEqual([2, 5, 4, 1]);
      model.dispose();
    });
  });

  it('looks integers up, and hands the mask of a step to the layer', () => {
    tf.tidy(() => {
      const words = Input([3, 4], { dtype: 'int32' });
      const vectors = TimeDistributed(Embedding(9, 2, { maskZero: true }))(words);
      const lstm = LSTM(2);
      const encoded = TimeDistributed(lstm)(vectors);
      const plain = lstm(Embedding(9, 2)(Input([4], { dtype: 'int32' })));
      expect(plain.shape).toEqual([null, 2]);
      const feed = tf.tensor(
        [
          [
            [1, 2, 3, 4],
            [1, 2, 0, 0],
            [0, 0, 0, 0],
          ],
        ],
        undefined,
        'int32',
      );
      const [value] = runOutputs([words], [encoded], [feed]) as [Value];
      expect(value.mask?.arraySync()).toEqual([[1, 1, 0]]);
      const [first, second, third] = (value.tensor.arraySync() as number[][][])[0] as number[][];
      expect(third).toEqual([0, 0]);
      const [table] = (vectors.producer.layer as AnyLayer).weights;
      const cut = runLayer(lstm, tf.gather(table?.value as tf.Tensor, tf.tensor([[1, 2]], undefined, 'int32')));
      expect(second).toEqual((cut.arraySync() as number[][])[0]);
      expect(first).not.toEqual(second);
      vectors.producer.layer.dispose();
      lstm.dispose();
    });
  });

  it('passes a mask of the steps on', () => {
    tf.tidy(() => {
      const input = Input([3, 4]);
      const output = TimeDistributed(Dense(2))(input);
      const mask = tf.tensor([[1, 0, 1]], undefined, 'bool');
      const [value] = runOutputs([input], [output], [wave(1, 3, 4)], { masks: [mask] });
      expect(value?.mask?.arraySync()).toEqual([[1, 0, 1]]);
      output.producer.layer.dispose();
    });
  });
});

const sentences = {
  rank: 'TimeDistributed expects (batch, time, ..., features) (received (null, 4))',
  inner: 'Dense expects (batch, ..., features) with a known number of features (received (null, null))',
  model: 'model expects (null, 784) for input 0 (received (null, 785))',
  steps: 'TimeDistributed expects inputs with the same number of steps (received (null, 5, 2) and (null, 6, 2))',
  stateful:
    'LSTM expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 5, 8))',
} as const;

describe('TimeDistributed', () => {
  beforeAll(() => setBackend('cpu'));

  it('puts its name before those of the weights that it builds, and leaves those that are built', () => {
    clearSession();
    const built = Dense(2);
    built(Input([3]));
    TimeDistributed(built)(Input([4, 3]));
    expect(built.weights.map(({ path }) => path)).toEqual(['dense/kernel', 'dense/bias']);
    const own = TimeDistributed(Dense(2));
    own(Input([4, 3]));
    expect(own.weights.map(({ path }) => path)).toEqual([
      'time_distributed_1/dense_1/kernel',
      'time_distributed_1/dense_1/bias',
    ]);
    expect(own.countParams()).toBe(8);
  });

  it('says so when what it is given is no layer', () => {
    expect(() => TimeDistributed(Dense as unknown as AnyLayer)).toThrow(
      'TimeDistributed: layer expects a layer or a model (received a function)',
    );
  });

  it('freezes the layer with itself', () => {
    const layer = TimeDistributed(Dense(2));
    layer(Input([4, 3]));
    layer.trainable = false;
    expect(layer.trainableWeights).toEqual([]);
  });

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call = (layer: AnyLayer, input: unknown) => () => (layer as unknown as (input: unknown) => unknown)(input);
    const input = Input([784]);
    const model = Model({ inputs: input, outputs: Dense(10)(input) });
    for (const [wrong, sentence] of [
      [call(TimeDistributed(Dense(2)), Input([4])), sentences.rank],
      [call(TimeDistributed(Dense(2)), Input([4, null])), sentences.inner],
      [call(TimeDistributed(model), Input([20, 785])), sentences.model],
      [call(TimeDistributed(Concatenate()), [Input([5, 2]), Input([6, 2])]), sentences.steps],
      [call(TimeDistributed(LSTM(3, { stateful: true })), Input([2, 5, 8], { batchSize: 4 })), sentences.stateful],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('has the shapes at compile time that it has at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { Dense } from '../../src/layers/core/dense.js';
       import { LSTM } from '../../src/layers/recurrent/lstm.js'; import { Embedding } from '../../src/layers/core/embedding.js';
       import { Flatten } from '../../src/layers/reshaping/reshape.js'; import { Concatenate } from '../../src/layers/merging/concatenate.js';
       import { TimeDistributed } from '../../src/layers/wrappers/time-distributed.js'; import { Model } from '../../src/training/model.js';
       const input = Input([784]); const model = Model({ inputs: input, outputs: Dense(10)(input) });
       const [left, right] = [Input([2]), Input([3])];
       const named = Model({ inputs: { left, right }, outputs: { sum: Dense(4)(right), same: left } });`,
      [
        ['TimeDistributed(model)(Input([20, 784]))', [null, 20, 10]],
        ['TimeDistributed(Dense(2))(Input([null, 3]))', [null, null, 2]],
        ['TimeDistributed(Dense(2))(Input([7, 3], { batchSize: 5 }))', [5, 7, 2]],
        ['TimeDistributed(TimeDistributed(Flatten()))(Input([7, 3, 4, 5]))', [null, 7, 3, 20]],
        ['TimeDistributed(Embedding(9, 2))(Input([7, 3], { dtype: "int32" }))', [null, 7, 3, 2]],
        [
          'TimeDistributed(LSTM(2, { returnState: true }))(Input([7, 3, 4]))',
          [
            [null, 7, 2],
            [null, 7, 2],
            [null, 7, 2],
          ],
        ],
        ['TimeDistributed(Concatenate())([Input([null, 2]), Input([5, 3])])', [null, 5, 5]],
        ['TimeDistributed(named)({ right: Input([5, 3]), left: Input([null, 2]) }).sum', [null, 5, 4]],
        ['TimeDistributed(named)({ right: Input([5, 3]), left: Input([null, 2]) }).same', [null, 5, 2]],
        ['TimeDistributed(Dense(2))(Input([4]))', { rejected: sentences.rank }],
        ['TimeDistributed(Dense(2))(Input([4, null]))', { rejected: sentences.inner }],
        ['TimeDistributed(model)(Input([20, 785]))', { rejected: sentences.model }],
        ['TimeDistributed(Concatenate())([Input([5, 2]), Input([6, 2])])', { rejected: sentences.steps }],
        [
          'TimeDistributed(LSTM(3, { stateful: true }))(Input([2, 5, 8], { batchSize: 4 }))',
          { rejected: sentences.stateful },
        ],
      ],
    );
  });
});
