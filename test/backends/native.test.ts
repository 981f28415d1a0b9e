import * as tf from '@tensorflow/tfjs-core';
import {
  Bidirectional,
  backendName,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  GRU,
  Input,
  LSTM,
  MaxPooling2D,
  Model,
  setBackend,
  setRandomSeed,
  TimeDistributed,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { onNative } from './tested.js';

const images = Float32Array.from({ length: 6 * 64 }, (_, index) => 0.5 * Math.sin(0.7 * index));
const words = Int32Array.from({ length: 6 * 4 }, (_, index) => (7 * index) % 5);

function imageModel() {
  const input = Input([8, 8, 1]);
  const pooled = MaxPooling2D(2)(Conv2D(4, 3, { activation: 'relu' })(input));
  return Model({ inputs: input, outputs: Dense(1)(Dropout(0.5)(Flatten()(pooled))) });
}

function textModel() {
  const input = Input([4], { dtype: 'int32' });
  const vectors = TimeDistributed(Dense(3, { activation: 'tanh' }))(Embedding(5, 3, { maskZero: true })(input));
  return Model({
    inputs: input,
    outputs: Dense(1)(GRU(3)(Bidirectional(LSTM(2, { returnSequences: true }))(vectors))),
  });
}

onNative(() =>
  describe('the native backend', () => {
    beforeAll(() => setBackend('node'));

    it('runs, by its name here and in TensorFlow.js', () => {
      expect(backendName()).toBe('node');
      expect(tf.getBackend()).toBe('tensorflow');
      expect(tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).arraySync())).toEqual([[11]]);
    });

    it.each([
      ['images', imageModel, () => tf.tensor(images, [6, 8, 8, 1])],
      ['words', textModel, () => tf.tensor(words, [6, 4], 'int32')],
    ] as const)('trains, evaluates and predicts %s without a leak, and repeatably', async (_, build, makeInputs) => {
      const data = (tf.backend() as tf.KernelBackend).numDataIds();
      const before = tf.memory().numTensors;
      const run = async () => {
        setRandomSeed(3);
        const model = build();
        const inputs = makeInputs();
        const targets = tf.tensor2d([0, 1, 1, 0, 1, 0], [6, 1]);
        model.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] });
        // Both models take one tensor and give numbers; a union of their types has no call.
        const trained = model as ReturnType<typeof imageModel>;
        const x = inputs as tf.Tensor4D;
        const { history } = await trained.fit(x, targets, { batchSize: 4, epochs: 2, verbose: 0 });
        const evaluated = await trained.evaluate(x, targets);
        const predicted = await trained.predict(x);
        const values = [...predicted.dataSync()];
        for (const tensor of [inputs, targets, predicted]) tensor.dispose();
        model.dispose();
        return { history, evaluated, values };
      };
      const first = await run();
      expect(first.values.every(Number.isFinite)).toBe(true);
      expect(await run()).toEqual(first);
      expect(tf.memory().numTensors).toBe(before);
      expect((tf.backend() as tf.KernelBackend).numDataIds()).toBe(data);
    });

    it('takes models over from another backend, and gives them back', async () => {
      await setBackend('wasm');
      const model = imageModel();
      const input = tf.tensor4d(images, [6, 8, 8, 1]);
      const onWasm = await model.predict(input);
      const expected = [...onWasm.dataSync()];
      await setBackend('node');
      const onNode = await model.predict(input);
      onNode.dataSync().forEach((value, index) => {
        expect(value).toBeCloseTo(expected[index] as number, 5);
      });
      for (const tensor of [input, onWasm, onNode]) tensor.dispose();
      model.dispose();
    });
  }),
);
