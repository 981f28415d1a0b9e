/**
 * Multi-input and multi-output models: will a news headline be shared?
 *
 * The main input is the headline, a sequence of words; an auxiliary input says when and how it was posted. Two losses
 * train the model: the main one at its end, and an auxiliary one right after the LSTM. The headlines are generated.
 */
import { concatenate, Dense, Embedding, Input, LSTM, Model, setRandomSeed } from 'tupleflow';
import { generateHeadlines, headlineLength, vocabularySize } from './headline-data.js';
import type { Size } from './size.js';

/** The parts of unseen headlines that both outputs judge rightly. */
export interface Outcome {
  readonly mainAccuracy: number;
  readonly auxiliaryAccuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);

  // The headline: 8 integers, one for each word, and 0 where it has fewer. (Those of the guide have 100 words out of
  // 10,000, and an embedding of 512 dimensions: nothing but the numbers would change.)
  const mainInput = Input([headlineLength], { dtype: 'int32', name: 'main_input' });

  // This turns the sequence of integers into a sequence of vectors; `maskZero` has the LSTM skip the padding.
  const embedded = Embedding(vocabularySize, 16, { maskZero: true })(mainInput);

  // An LSTM turns the sequence of vectors into one vector that knows of the whole sequence.
  const encoded = LSTM(32)(embedded);

  // The auxiliary loss goes in here: it trains the LSTM and the embedding however deep the rest of the model is.
  const auxiliaryOutput = Dense(1, { activation: 'sigmoid', name: 'aux_output' })(encoded);

  // From here on the model knows how the headline was posted, too.
  const auxiliaryInput = Input([5], { name: 'aux_input' });
  const deep = concatenate([encoded, auxiliaryInput]).pipe(
    Dense(64, { activation: 'relu' }),
    Dense(64, { activation: 'relu' }),
    Dense(64, { activation: 'relu' }),
  );
  const mainOutput = Dense(1, { activation: 'sigmoid', name: 'main_output' })(deep);

  // Two inputs, two outputs.
  const model = Model({ inputs: [mainInput, auxiliaryInput], outputs: [mainOutput, auxiliaryOutput] });
  model.summary();

  const train = generateHeadlines(size === 'full' ? 4000 : 64, 1);
  const test = generateHeadlines(500, 2);

  // One loss for all outputs, and weights by position; data by position.
  model.compile({ optimizer: 'rmsprop', loss: 'binaryCrossentropy', lossWeights: [1, 0.2] });
  await model.fit([train.words, train.posting], [train.labels, train.labels], { epochs: 1, batchSize: 32 });

  // Or everything by name: inputs and outputs have one. Compiling again keeps the weights.
  model.compile({
    optimizer: 'rmsprop',
    loss: { main_output: 'binaryCrossentropy', aux_output: 'binaryCrossentropy' },
    lossWeights: { main_output: 1, aux_output: 0.2 },
    metrics: { main_output: 'accuracy', aux_output: 'accuracy' },
  });
  await model.fit(
    { main_input: train.words, aux_input: train.posting },
    { main_output: train.labels, aux_output: train.labels },
    { epochs: size === 'full' ? 4 : 1, batchSize: 32 },
  );

  const logs = await model.evaluate([test.words, test.posting], [test.labels, test.labels]);
  const { main_output_accuracy: mainAccuracy = 0, aux_output_accuracy: auxiliaryAccuracy = 0 } = logs;
  console.log(`\nOf 500 generated headlines that it has not seen, the model judges ${percent(mainAccuracy)} rightly.`);
  console.log(`The auxiliary output, which sees the words alone, judges ${percent(auxiliaryAccuracy)} rightly.\n`);

  // A prediction for each output; the tensors are ours to free.
  const [shared, byWordsAlone] = await model.predict([test.words, test.posting]);
  const probabilities = await shared.data();
  for (const [index, headline] of test.texts.slice(0, 6).entries()) {
    const truth = test.labels[index] ? 'shared' : 'not shared';
    console.log(`${percent(probabilities[index] as number).padStart(6)}  ${headline} (${truth})`);
  }
  shared.dispose();
  byWordsAlone.dispose();
  model.dispose();
  return { mainAccuracy, auxiliaryAccuracy };
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`;
}
