/**
 * Shared layers: are two tweets by the same author?
 *
 * A tweet is a matrix: for each of its characters, a vector with a one at the place of the character. One LSTM encodes both
 * tweets. The tweets are generated: strings of letters by two authors, each with favourite letters.
 */
import { concatenate, Dense, Input, LSTM, Model, setRandomSeed } from 'tupleflow';
import type { Size } from './size.js';
import { alphabet, generateTweetPairs, tweetLength } from './tweet-data.js';

/** The part of unseen pairs that the model judges rightly. */
export interface Outcome {
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);

  // 20 characters out of an alphabet of 8. (The tweets of the guide have 140, out of 256.)
  const tweetA = Input([tweetLength, alphabet.length]);
  const tweetB = Input([tweetLength, alphabet.length]);

  // This layer takes a matrix, and returns a vector of size 16.
  const sharedLstm = LSTM(16);

  // A layer that is called twice is the same layer, weights and all.
  const encodedA = sharedLstm(tweetA);
  const encodedB = sharedLstm(tweetB);
  const mergedVector = concatenate([encodedA, encodedB], { axis: -1 });

  // The guide puts a logistic regression right on top. That adds up what either tweet says on its own, and so cannot tell
  // whether both say the same; one hidden layer in between can.
  const predictions = mergedVector.pipe(Dense(16, { activation: 'relu' }), Dense(1, { activation: 'sigmoid' }));

  // A model that links the tweets to the prediction.
  const model = Model({ inputs: [tweetA, tweetB], outputs: predictions });
  model.compile({ optimizer: 'rmsprop', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  model.summary();

  const train = generateTweetPairs(size === 'full' ? 3000 : 64, 1);
  const test = generateTweetPairs(500, 2);
  await model.fit([train.dataA, train.dataB], train.labels, { epochs: size === 'full' ? 5 : 1 });

  const { accuracy = 0 } = await model.evaluate([test.dataA, test.dataB], test.labels);
  console.log(
    `\nOf 500 pairs that it has not seen, the model judges ${(100 * accuracy).toFixed(1)}% rightly. For example:\n`,
  );
  using probabilities = await model.predict([test.dataA, test.dataB]);
  const sameAuthor = await probabilities.data();
  for (const [index, [first, second]] of test.texts.slice(0, 6).entries()) {
    const guess = (100 * (sameAuthor[index] as number)).toFixed(0).padStart(3);
    console.log(`${first}  ${second}  ${guess}% the same (${test.labels[index] ? 'the same' : 'different'})`);
  }
  model.dispose();
  return { accuracy };
}
