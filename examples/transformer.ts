/**
 * A block of a Transformer: is a review for a film, or against it?
 *
 * One word of each review praises or blames, and one like "never" may turn it into its opposite, so that no word says
 * anything for itself. Attention with several heads lets all words look at each other. Reviews have different lengths: what
 * is missing is 0, which the embedding masks, and no word looks there.
 */
import {
  add,
  Dense,
  Embedding,
  GlobalAveragePooling1D,
  Input,
  LayerNormalization,
  Model,
  MultiHeadAttention,
  optimizers,
  Sequential,
  setRandomSeed,
} from 'tupleflow';
import type { Size } from './size.js';
import { generateReviews, reviewLength, vocabulary } from './transformer-data.js';

/** The part of unseen reviews that the model judges rightly. */
export interface Outcome {
  readonly accuracy: number;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  setRandomSeed(1);
  const review = Input([reviewLength], { dtype: 'int32' });
  const words = Embedding(vocabulary.length + 1, 16, { maskZero: true })(review); // SymbolicTensor<[null, 10, 16]>

  // The block: attention, then two layers that work on each word for itself, each with a way around it.
  const [attended, scores] = MultiHeadAttention(2, 8)(words, words, { returnAttentionScores: true });
  const looked = LayerNormalization()(add([words, attended]));
  const thought = Sequential([Dense(32, { activation: 'relu' }), Dense(16)])(looked);
  const block = LayerNormalization()(add([looked, thought])); // SymbolicTensor<[null, 10, 16]>

  const isFor = block.pipe(GlobalAveragePooling1D(), Dense(1, { activation: 'sigmoid' }));
  const model = Model({ inputs: review, outputs: isFor });
  model.compile({
    optimizer: optimizers.Adam({ learningRate: 0.005 }),
    loss: 'binaryCrossentropy',
    metrics: ['accuracy'],
  });
  model.summary();

  const train = generateReviews(size === 'full' ? 1500 : 64, 1);
  const test = generateReviews(500, 2);
  await model.fit(train.words, train.labels, { epochs: size === 'full' ? 8 : 1 });
  const { accuracy = 0 } = await model.evaluate(test.words, test.labels);
  console.log(`\nOf 500 reviews that it has not seen, the model judges ${(100 * accuracy).toFixed(1)}% rightly.`);

  // The scores, (batch, 2, 10, 10), say how much each word looks at each other.
  const attention = Model({ inputs: review, outputs: scores });
  using looks = await attention.predict(test.words);
  const flat = await looks.data();
  console.log('What the words of some of them look at the most:\n');
  for (const [index, text] of test.texts.slice(0, 6).entries()) {
    const ofReview = flat.subarray(index * 2 * reviewLength ** 2, (index + 1) * 2 * reviewLength ** 2);
    console.log(`${text.split(' ')[mostLookedAt(ofReview)]?.padEnd(8)} ${text}`);
  }
  // Both hold the layers that they share.
  attention.dispose();
  model.dispose();
  return { accuracy };
}

/** The place that has the highest scores in all. */
function mostLookedAt(scores: ArrayLike<number>): number {
  const sums = new Array<number>(reviewLength).fill(0);
  for (let index = 0; index < scores.length; index++) {
    const place = index % reviewLength;
    sums[place] = (sums[place] as number) + (scores[index] as number);
  }
  return sums.indexOf(Math.max(...sums));
}
