import * as tf from '@tensorflow/tfjs-core';
import { Dense, Input, LSTM, Model, oneHot, optimizers, setBackend, setRandomSeed } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

/** Words of three letters become the same letters from the last to the first. 0 begins a word that is written. */
const [letters, length, units] = [5, 3, 24] as const;
const words = Array.from({ length: 12 }, (_, word) =>
  Array.from({ length }, (_, place) => 1 + ((word * (place + 2) + place * place) % (letters - 1))),
);
const reversed = words.map((word) => word.toReversed());
const begun = reversed.map((word) => [0, ...word.slice(0, -1)]);

function build() {
  const source = Input([length, letters], { name: 'source' });
  const [, hidden, cell] = LSTM(units, { returnState: true })(source);

  const written = Input([null, letters], { name: 'written' });
  const decoder = LSTM(units, { returnSequences: true, returnState: true });
  const classify = Dense(letters, { activation: 'softmax' });
  const [sequence] = decoder(written, { initialState: [hidden, cell] });
  const trained = Model({ inputs: [source, written], outputs: classify(sequence) });

  const states = [Input([units]), Input([units])] as const;
  const [next, ...after] = decoder(written, { initialState: [...states] });
  return {
    trained,
    encoder: Model({ inputs: source, outputs: [hidden, cell] }),
    writer: Model({ inputs: [written, ...states], outputs: [classify(next), ...after] }),
  };
}

type Models = ReturnType<typeof build>;

/** Writes words letter by letter: each letter is fed back, or the one that is said; what is likely at each place. */
async function write({ encoder, writer }: Models, given: number[][], said?: number[][]) {
  using source = oneHot(given, letters);
  let states = await encoder.predict(source);
  let last = given.map(() => [0]);
  const probabilities: number[][][] = [];
  for (let place = 0; place < length; place++) {
    using written = oneHot(last, letters);
    const [next, ...after] = await writer.predict([written, ...states]);
    const likely = (await next.array()).map(([letter = []]) => letter);
    tf.dispose([next, states]);
    states = after;
    last = likely.map((values, word) => [said?.[word]?.[place] ?? values.indexOf(Math.max(...values))]);
    probabilities.push(likely);
  }
  tf.dispose(states);
  return probabilities;
}

describe('sequence to sequence', () => {
  beforeAll(() => setBackend('wasm'));

  it('writes letter by letter as the trained model does at once, and learns to', async () => {
    setRandomSeed(5);
    const before = tf.memory().numTensors;
    const models = build();
    const compiled = models.trained.compile({
      optimizer: optimizers.Adam({ learningRate: 0.02 }),
      loss: 'categoricalCrossentropy',
    });
    const [source, written, targets] = [oneHot(words, letters), oneHot(begun, letters), oneHot(reversed, letters)];
    const { history } = await compiled.fit([source, written], targets, { epochs: 60, batchSize: 6, verbose: 0 });
    expect(history.loss.at(-1)).toBeLessThan(0.2);

    const atOnce = await models.trained.predict([source, written]);
    const probabilities = await write(models, words, reversed);
    for (const [word, places] of (await atOnce.array()).entries()) {
      for (const [place, values] of places.entries()) {
        for (const [letter, value] of values.entries()) {
          expect(probabilities[place]?.[word]?.[letter]).toBeCloseTo(value, 5);
        }
      }
    }
    const found = await write(models, words);
    const spelled = words.map((_, word) =>
      found.map((places) => {
        const values = places[word] ?? [];
        return values.indexOf(Math.max(...values));
      }),
    );
    expect(spelled).toEqual(reversed);
    tf.dispose([source, written, targets, atOnce]);
    for (const model of [models.trained, models.encoder, models.writer]) model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
