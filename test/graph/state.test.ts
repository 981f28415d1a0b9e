import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { Lambda } from '../../src/layers/core/lambda.js';
import { BatchNormalization } from '../../src/layers/normalization/batch-normalization.js';
import { CategoryEncoding } from '../../src/layers/preprocessing/category-encoding.js';
import { Discretization } from '../../src/layers/preprocessing/discretization.js';
import { HashedCrossing } from '../../src/layers/preprocessing/hashed-crossing.js';
import { Hashing } from '../../src/layers/preprocessing/hashing.js';
import { IntegerLookup, StringLookup } from '../../src/layers/preprocessing/lookup.js';
import { LSTM } from '../../src/layers/recurrent/lstm.js';
import { Dropout } from '../../src/layers/regularization/dropout.js';
import { TimeDistributed } from '../../src/layers/wrappers/time-distributed.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';

/** The first `count` numbers of the sequence that fixed data comes from. */
function fixed(count: number, shift: number): number[] {
  return Array.from({ length: count }, (_, index) => 0.5 * Math.sin(0.7 * index + shift));
}

describe.each(['cpu', 'wasm'] as const)('the state of layers on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  describe('a call does not change the calls before it', () => {
    const integers = { dtype: 'int32' } as const;

    it('CategoryEncoding', async () => {
      const encode = CategoryEncoding(5, { outputMode: 'oneHot' });
      const inputs = Input([3], integers);
      const model = Model({ inputs, outputs: encode(inputs) });
      encode(Input([1], integers));
      using predicted = await model.predict([
        [0, 1, 2],
        [3, 4, 0],
      ]);
      expect(predicted.shape).toEqual([2, 3, 5]);
    });

    it('Hashing', async () => {
      const hash = Hashing(4, { outputMode: 'oneHot' });
      const inputs = Input([3], integers);
      const model = Model({ inputs, outputs: hash(inputs) });
      hash(Input([1], integers));
      using predicted = await model.predict([[0, 1, 2]]);
      expect(predicted.shape).toEqual([1, 3, 4]);
    });

    it('Discretization', async () => {
      const bins = Discretization({ binBoundaries: [0, 1], outputMode: 'oneHot' });
      const inputs = Input([2]);
      const model = Model({ inputs, outputs: bins(inputs) });
      bins(Input([1]));
      using predicted = await model.predict([[0.5, 2]]);
      expect(predicted.arraySync()).toEqual([
        [
          [0, 1, 0],
          [0, 0, 1],
        ],
      ]);
    });

    it('HashedCrossing', async () => {
      const cross = HashedCrossing(4, { outputMode: 'oneHot' });
      const inputs = [Input([1], integers), Input([1], integers)] as const;
      const model = Model({ inputs, outputs: cross([...inputs]) });
      const before = (await model.predict([[[1]], [[2]]])).shape;
      cross([Input([], integers), Input([], integers)]);
      expect((await model.predict([[[1]], [[2]]])).shape).toEqual(before);
    });

    it('lookups', async () => {
      const numbers = IntegerLookup({ vocabulary: [1, 2], outputMode: 'oneHot' });
      const words = StringLookup({ vocabulary: ['a', 'b'], outputMode: 'oneHot' });
      const inputs = [Input([2], integers), Input([2], { dtype: 'string' })] as const;
      const model = Model({ inputs, outputs: [numbers(inputs[0]), words(inputs[1])] });
      numbers(Input([1], integers));
      words(Input([1], { dtype: 'string' }));
      const outputs = await model.predict([[[1, 2]], [['a', 'b']]]);
      expect(outputs.map(({ shape }) => shape)).toEqual([
        [1, 2, 3],
        [1, 2, 3],
      ]);
    });
  });

  it('does not change where a step throws', async () => {
    const [x, y] = [tensor(fixed(12, 0), [2, 2, 3]), tensor(fixed(2, 1), [2, 1])];
    /** The losses of two steps, with steps that throw between them or not. */
    const run = async (isInterrupted: boolean): Promise<number[]> => {
      const inputs = Input([2, 3], { batchSize: 2 });
      let throws = false;
      const failing = Lambda((value) => {
        if (throws) throw new Error('mine');
        return value;
      });
      const layers = [LSTM(2, { stateful: true }), BatchNormalization(), Dropout(0.5, { seed: 3 }), failing] as const;
      const model = Model({ inputs, outputs: inputs.pipe(...layers, Dense(1)) });
      model.compile({ optimizer: 'adam', loss: 'mse' });
      const values = model.weights.map(({ size, name }, index) =>
        fixed(size, index).map((value) => (name === 'moving_variance' ? Math.abs(value) + 0.5 : value)),
      );
      model.setWeights(values);
      const losses = [(await model.trainOnBatch(x, y)).loss];
      if (isInterrupted) {
        const before = tf.memory().numTensors;
        throws = true;
        await expect(model.trainOnBatch(x, y)).rejects.toThrow('mine');
        await expect(model.testOnBatch(x, y)).rejects.toThrow('mine');
        await expect(model.predictOnBatch(x)).rejects.toThrow('mine');
        throws = false;
        expect(tf.memory().numTensors).toBe(before);
      }
      losses.push((await model.trainOnBatch(x, y)).loss, (await model.testOnBatch(x, y)).loss);
      model.dispose();
      return losses;
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it('moves statistics step by step in TimeDistributed, as in Keras', async () => {
    const inputs = Input([3, 2]);
    const model = Model({ inputs, outputs: TimeDistributed(BatchNormalization())(inputs) });
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const { loss } = await model.trainOnBatch(tensor(fixed(24, 0), [4, 3, 2]), tensor(fixed(24, 1), [4, 3, 2]));
    const together = tf.tidy(() => {
      const x = tf.tensor(fixed(24, 0), [4, 3, 2]);
      const y = tf.tensor(fixed(24, 1), [4, 3, 2]);
      const { mean, variance } = tf.moments(x, [0], true);
      return tf.losses.meanSquaredError(y, tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3))));
    });
    expect(loss).toBeCloseTo(together.dataSync()[0] as number, 5);
    model.dispose();
  });
});
