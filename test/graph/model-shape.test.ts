import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { add, Conv1D, Dense, Input, LSTM, MaxPooling1D } from '../../src/layers/index.js';
import { setRandomSeed } from '../../src/random/random.js';
import { Model } from '../../src/training/model.js';

describe('models whose inputs have sizes with names', () => {
  beforeAll(() => setBackend('cpu'));

  it('have them in all shapes', () => {
    const words = Input(['time', 8]);
    expect(words.shape).toEqual([null, 'time', 8]);
    expect(LSTM(4, { returnSequences: true })(words).shape).toEqual([null, 'time', 4]);
    expect(Conv1D(4, 3)(words).shape).toEqual([null, 'time - 2', 4]);
    expect(MaxPooling1D(2)(words).shape).toEqual([null, 'time / 2', 8]);
    expect(() => add([Dense(4)(words), Conv1D(4, 3)(words) as never])).toThrow(
      'add expects inputs that broadcast to one shape (received (null, time, 4) and (null, time - 2, 4), which differ on axis 1)',
    );
  });

  it('run on any length, and give the sizes of what they are called on', async () => {
    const words = Input(['time', 3]);
    const model = Model({ inputs: words, outputs: MaxPooling1D(2)(Dense(5)(words)) });
    expect(model(Input(['steps', 3])).shape).toEqual([null, 'steps / 2', 5]);
    expect(model(Input([10, 3])).shape).toEqual([null, 5, 5]);
    expect(model(Input([null, 3])).shape).toEqual([null, null, 5]);
    for (const time of [4, 9]) {
      const output = await model.predict(tf.ones([2, time, 3]));
      expect(output.shape).toEqual([2, Math.floor(time / 2), 5]);
    }
  });

  it('hold the sizes of one batch to each other, in the words of the graph', async () => {
    const question = Input(['time', 3], { name: 'question' });
    const answer = Input(['time', 3], { name: 'answer' });
    const model = Model({ inputs: { question, answer }, outputs: Dense(1)(add([question, answer])) });
    const sentence = 'expects time to be 5, as in';
    expect(() => model({ question: Input([5, 3]), answer: Input([7, 3]) as never })).toThrow(
      `model: input answer ${sentence} input question (received 7)`,
    );
    expect(() => model({ question: tf.ones([1, 5, 3]), answer: tf.ones([1, 7, 3]) })).toThrow(
      `model: input answer ${sentence} input question (received 7)`,
    );
    await expect(model.predict({ question: tf.ones([2, 5, 3]), answer: tf.ones([2, 7, 3]) })).rejects.toThrow(
      `x.answer ${sentence} x.question (received 7)`,
    );
    model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
    const data = { question: tf.ones([2, 5, 3]), answer: tf.ones([2, 5, 3]) };
    await expect(model.fit(data, tf.ones([2, 6, 1]))).rejects.toThrow(
      `y expects time to be 5, as in x.question (received 6)`,
    );
    await model.fit(data, tf.ones([2, 5, 1]), { epochs: 1, verbose: 0 });
  });

  it('check names that are stated within the graph', async () => {
    const one = Input(['time', 3], { name: 'one' });
    const other = Input([null, 3], { name: 'other' });
    const same = other.ensureShape([null, 'time', 3]);
    expect(same.shape).toEqual([null, 'time', 3]);
    const model = Model({ inputs: [one, other], outputs: add([one, same]) });
    expect((await model.predict([tf.ones([2, 4, 3]), tf.ones([2, 4, 3])])).shape).toEqual([2, 4, 3]);
    await expect(model.predict([tf.ones([2, 4, 3]), tf.ones([2, 1, 3])])).rejects.toThrow(
      'ensureShape of other expects time to be 4, as in input one (received 1)',
    );
    expect(one.ensureShape([null, null, 3]).shape).toEqual([null, null, 3]);
    expect(() => one.ensureShape([null, 'steps', 3] as never)).toThrow(
      'ensureShape expects a shape that fits (null, time, 3) (received (null, steps, 3))',
    );
  });

  it('have the numbers of models whose sizes have no names', async () => {
    const outputs: number[][] = [];
    for (const time of ['time', null]) {
      setRandomSeed(3);
      const input = Input([time, 4]);
      const encoded = LSTM(5, { returnSequences: true })(Conv1D(6, 3)(input));
      const model = Model({ inputs: input, outputs: Dense(1)(LSTM(2)(MaxPooling1D(2)(encoded))) });
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
      await model.fit(tf.ones([4, 9, 4]), tf.zeros([4, 1]), { epochs: 2, verbose: 0, shuffle: false });
      outputs.push(Array.from(await (await model.predict(tf.ones([2, 13, 4]))).data()));
    }
    expect(outputs[0]).toEqual(outputs[1]);
  });

  it('show names in their summaries, and ask for data with a shape', async () => {
    const input = Input(['time', 4]);
    const model = Model({ inputs: input, outputs: Conv1D(6, 3)(input) });
    const lines: string[] = [];
    model.summary({ print: (text) => lines.push(text) });
    expect(lines.join('\n')).toContain('(null, time - 2, 6)');
    await expect(model.predict(new Float32Array(32) as never)).rejects.toThrow(
      'x expects a tensor or nested arrays, as (null, time, 4) varies in more than the batch (received a typed array)',
    );
    await expect(model.predict(tf.ones([2, 5, 3]) as never)).rejects.toThrow(
      'x expects data of shape (null, time, 4) (received (2, 5, 3))',
    );
  });

  it('take names that stand for a size that is stated', () => {
    const doubled = Input(['time', 'time', 2]);
    const model = Model({ inputs: doubled, outputs: Dense(1)(doubled) });
    expect(() => model(Input([3, 4, 2]) as never)).toThrow(
      'model: input 0 expects time to be 3, as in input 0 (received 4)',
    );
    expect(model(Input([3, 3, 2])).shape).toEqual([null, 3, 3, 1]);
    expect(model(Input(['steps', null, 2])).shape).toEqual([null, 'steps', 'steps', 1]);
  });
});
