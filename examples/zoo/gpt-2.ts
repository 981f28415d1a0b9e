/**
 * GPT-2, small: what comes next in a text.
 *
 * "Language Models are Unsupervised Multitask Learners" by A. Radford and others, 2019. The number of parameters is that of the
 * authors' weights: 124,439,808 (117 millions in the paper, by mistake).
 */
import {
  add,
  Dense,
  Dropout,
  Input,
  initializers,
  LayerNormalization,
  Model,
  MultiHeadAttention,
  ReversibleEmbedding,
  Sequential,
} from 'tupleflow';
import { PositionEmbedding } from './embeddings.js';

function perceptron() {
  return Sequential([Dense(3072, { activation: 'gelu' }), Dense(768), Dropout(0.1)]);
}

/** Scores of all words for what comes after each of at most `length` words. */
export function gpt2<const Words extends number>(options: {
  readonly words: Words;
  readonly length: number;
  readonly depth: number;
}) {
  const { words, length, depth } = options;
  const tokens = Input([null], { dtype: 'int32' });
  const table = ReversibleEmbedding(words, 768, { embeddingsInitializer: initializers.RandomNormal({ stddev: 0.02 }) });
  let text = table(tokens).pipe(PositionEmbedding(length), Dropout(0.1));
  for (let layer = 0; layer < depth; layer++) {
    const words = LayerNormalization({ epsilon: 1e-5 })(text);
    const attended = MultiHeadAttention(12, 64)(words, words, { useCausalMask: true });
    text = add([text, Dropout(0.1)(attended)]);
    text = add([text, text.pipe(LayerNormalization({ epsilon: 1e-5 }), perceptron())]);
  }
  const scores = table(LayerNormalization({ epsilon: 1e-5 })(text), { reverse: true });
  return Model({ inputs: tokens, outputs: scores });
}

export function gpt2Small() {
  return gpt2({ words: 50_257, length: 1024, depth: 12 });
}
