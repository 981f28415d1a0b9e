import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { DataError, ShapeError } from '../../src/errors.js';
import { defineLayer } from '../../src/graph/define-layer.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Embedding } from '../../src/layers/core/embedding.js';
import { Input } from '../../src/layers/core/input.js';
import { add } from '../../src/layers/merging/arithmetic.js';
import { concatenate } from '../../src/layers/merging/concatenate.js';
import { LSTM } from '../../src/layers/recurrent/lstm.js';
import { TimeDistributed } from '../../src/layers/wrappers/time-distributed.js';
import * as optimizers from '../../src/optimizers/index.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';
import { Sequential } from '../../src/training/sequential.js';
import type { Shape } from '../../src/types/shape.js';
import type { ShapeFunction } from '../../src/types/shape-function.js';

interface LengthsShape extends ShapeFunction {
  readonly output: this['input'];
  readonly takesStrings: true;
}

/** The lengths of strings. */
const lengths = defineLayer({
  name: 'Lengths',
  configure: () => ({}),
  shape: (input: Shape) => input,
  takesStrings: true,
  forward: (input) =>
    tf.tensor(
      input.dataSync<'string'>().map(({ length }) => length),
      input.shape,
    ),
});
const Lengths = () => lengths<LengthsShape>({});

const texts = [
  ['a', 'bc'],
  ['', 'déf'],
  ['ghij', 'k'],
];
const ofTexts = [1, 2, 0, 3, 4, 1];

describe.each(['cpu', 'wasm'] as const)('strings on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('go through a model as arrays, tensors and batches, and leave nothing behind', async () => {
    const words = Input([2], { dtype: 'string' });
    const model = Model({ inputs: words, outputs: Lengths()(words) });
    const before = tf.memory().numTensors;
    const batches = [[texts.slice(0, 2)], [texts.slice(2)]];
    const string = tf.tensor(texts, [3, 2], 'string');
    for (const data of [texts, string, batches.values()]) {
      using found = await model.predict(data as typeof texts, { batchSize: 2 });
      expect([...(await found.data())]).toEqual(ofTexts);
    }
    expect(string.isDisposed).toBe(false);
    string.dispose();
    using whole = await model.predictOnBatch(texts);
    expect([...(await whole.data())]).toEqual(ofTexts);
    whole.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('come out of a model as well', async () => {
    const words = Input([2], { dtype: 'string' });
    using found = await Model({ inputs: words, outputs: words }).predict(texts, { batchSize: 2 });
    expect([found.dtype, await found.array()]).toEqual(['string', texts]);
  });

  it('train a model, each in the row of its target when they are shuffled', async () => {
    const before = tf.memory().numTensors;
    const words = Input([2], { dtype: 'string' });
    const model = Model({ inputs: words, outputs: Dense(2, { kernelInitializer: 'zeros' })(Lengths()(words)) });
    model.compile({ optimizer: optimizers.Adam({ learningRate: 0.1 }), loss: 'meanSquaredError' });
    const targets = [
      [1, 2],
      [0, 3],
      [4, 1],
    ];
    const { history } = await model.fit(texts, targets, { epochs: 100, batchSize: 2, verbose: 0 });
    const { loss } = await model.evaluate(texts, targets);
    expect(loss).toBeLessThan(0.01 * (history.loss[0] as number));
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('are made into tensors', async () => {
    using pair = tensor(['a', 'b']);
    using column = tensor(['a', 'b'], [2, 1]);
    expect([pair.dtype, pair.shape, await pair.data()]).toEqual(['string', [2], ['a', 'b']]);
    expect([column.dtype, await column.array()]).toEqual(['string', [['a'], ['b']]]);
    expect(() => tensor(['a', 1] as never)).toThrow('tensor expects strings (received 1 at [1])');
    expect(() => tensor(['a'], [1], 'int32')).toThrow("(received 'a' at [0])");
    expect(() => tensor([1], [1], 'string')).toThrow('tensor expects strings (received 1 at [0])');
  });

  it('are refused where the data does not fit, and nothing is left behind', async () => {
    const words = Input([2], { dtype: 'string' });
    const numbers = Input([2]);
    const ofWords = Model({ inputs: words, outputs: Lengths()(words) });
    const ofNumbers = Model({ inputs: numbers, outputs: Dense(2)(numbers) });
    ofNumbers.compile({ loss: 'meanSquaredError' });
    const string = tf.tensor(texts, [3, 2], 'string');
    const floats = tf.zeros([3, 2]);
    const before = tf.memory().numTensors;
    const rejected = (run: Promise<unknown>) => expect(run).rejects;
    await rejected(ofWords.predict([[1, 2]] as never)).toThrow('x expects strings (received 1 at [0][0])');
    await rejected(ofWords.predict([['a', null]] as never)).toThrow('x expects strings (received null at [0][1])');
    const hole = ofWords.predict([['a', 'b'], new Array(2)]);
    await rejected(hole).toThrow('x expects strings (received undefined at [1][0])');
    await rejected(ofWords.predict([['a', 'b'], ['c']])).toThrow('x expects nested arrays of equal lengths');
    await rejected(ofWords.predict(new Float32Array(2) as never)).toThrow('x expects strings (received a typed array)');
    await rejected(ofWords.predict(floats)).toThrow('x expects string elements (received float32)');
    await rejected(ofNumbers.predict(texts as never)).toThrow("x expects numbers (received 'a' at [0][0])");
    await rejected(ofNumbers.predict(string)).toThrow('x expects float32 elements (received string)');
    await rejected(ofNumbers.fit([[1, 2]], [['1', '2']] as never)).toThrow(
      "y expects numbers (received '1' at [0][0])",
    );
    await rejected(ofNumbers.fit(floats, string)).toThrow('y expects float32 elements (received string)');
    await rejected(ofNumbers.fit(floats, string)).toThrow(DataError);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([floats, string]);
  });
});

it('a layer that does not say that it takes strings refuses them', () => {
  const words = Input([3, 2], { dtype: 'string' });
  const row = Input([2], { dtype: 'string' });
  const numbers = Input([2]);
  const says = 'layer expects numbers, such as the output of StringLookup (received strings)';
  // @ts-expect-error layer expects numbers
  expect(() => Dense(2)(row)).toThrow(new ShapeError(says));
  // @ts-expect-error layer expects numbers
  expect(() => Embedding(3, 2)(row)).toThrow(says);
  // @ts-expect-error layer expects numbers
  expect(() => LSTM(2)(words)).toThrow(says);
  // @ts-expect-error layer expects numbers
  expect(() => concatenate([numbers, row])).toThrow(says);
  // @ts-expect-error layer expects numbers
  expect(() => add([row, row])).toThrow(says);
  // @ts-expect-error layer expects numbers
  expect(() => TimeDistributed(Dense(2))(words)).toThrow(says);
  // @ts-expect-error layer expects numbers
  expect(() => Sequential([row, Dense(2)])).toThrow(says);
  // @ts-expect-error model expects float32 elements
  expect(() => Model({ inputs: numbers, outputs: numbers })(row)).toThrow('model expects float32 elements for input 0');
});
