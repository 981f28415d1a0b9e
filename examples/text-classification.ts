/**
 * From texts to a judgement: is a review a good one?
 *
 * A model takes strings. Its first layer has learned a vocabulary from the texts, and makes indices of their words; these become
 * vectors, and the mean of a text's vectors says what kind of text it is. The reviews are made up.
 */
import {
  Dense,
  Embedding,
  GlobalAveragePooling1D,
  Input,
  Model,
  optimizers,
  setRandomSeed,
  TextVectorization,
} from 'tupleflow';
import { generateReviews } from './review-data.js';
import type { Size } from './size.js';

/** The part of unseen reviews that the model judges rightly, and the words that it knows. */
export interface Outcome {
  readonly accuracy: number;
  readonly vocabulary: readonly string[];
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const train = generateReviews(size === 'full' ? 1000 : 64, 1);
  const test = generateReviews(200, 2);

  // What the layer knows of words it learns from the texts alone, before any training.
  const vectorize = TextVectorization({ maxTokens: 60, outputSequenceLength: 20 });
  await vectorize.adapt(train.texts);

  // One text in each sample.
  const text = Input([1], { dtype: 'string', name: 'text' });
  const words = vectorize(text); // SymbolicTensor<[null, 20]>, of indices
  // Index 0 fills shorter texts up: the mean leaves it out.
  const vectors = Embedding(60, 8, { maskZero: true })(words); // SymbolicTensor<[null, 20, 8]>
  const meaning = GlobalAveragePooling1D()(vectors); // SymbolicTensor<[null, 8]>
  const isGood = Dense(1, { activation: 'sigmoid' })(meaning);

  const model = Model({ inputs: text, outputs: isGood });
  model.compile({
    optimizer: optimizers.Adam({ learningRate: 0.01 }),
    loss: 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
  model.summary();

  const asColumn = (texts: readonly string[]) => texts.map((one) => [one]);
  await model.fit(asColumn(train.texts), train.labels, { epochs: size === 'full' ? 10 : 1 });
  const { accuracy = 0 } = await model.evaluate(asColumn(test.texts), test.labels);
  console.log(`\nOf 200 reviews that it has not seen, the model judges ${(100 * accuracy).toFixed(1)}% rightly:\n`);

  // It takes any text. What is not in the vocabulary is one and the same unknown word.
  const reviews = ['A truly wonderful cast, and a gripping ending!', 'The plot was clumsy; the music, tedious.'];
  using probabilities = await model.predict(asColumn(reviews));
  const found = await probabilities.data();
  for (const [index, review] of reviews.entries()) {
    console.log(`${(100 * (found[index] as number)).toFixed(0).padStart(3)}% good: ${review}`);
  }
  model.dispose();
  return { accuracy, vocabulary: vectorize.getVocabulary() };
}
