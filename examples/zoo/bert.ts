/**
 * BERT, base: what each word of a text means where it stands, and what the text is about.
 *
 * "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding" by J. Devlin and others, 2019. The number of
 * parameters is that of the authors' weights: 109,482,240 (110 millions in the paper).
 */
import {
  add,
  Dense,
  Dropout,
  Embedding,
  Input,
  LayerNormalization,
  Model,
  MultiHeadAttention,
  ops,
  Sequential,
} from 'tupleflow';
import { PositionEmbedding } from './embeddings.js';

function normalization() {
  return LayerNormalization({ epsilon: 1e-12 });
}

function perceptron() {
  return Sequential([Dense(3072, { activation: 'gelu' }), Dense(768), Dropout(0.1)]);
}

/** For the words of one or two texts, and which text each belongs to. Word 0 is none. */
export function bert(options: { readonly words: number; readonly length: number; readonly depth: number }) {
  const { words, length, depth } = options;
  const tokens = Input([null], { name: 'tokens', dtype: 'int32' });
  const segments = Input([null], { name: 'segments', dtype: 'int32' });

  const valueMask = ops.notEqual(tokens, 0);
  const vectors = add([Embedding(words, 768)(tokens), Embedding(2, 768)(segments)]);
  let text = vectors.pipe(PositionEmbedding(length), normalization(), Dropout(0.1));
  for (let layer = 0; layer < depth; layer++) {
    const attended = Dropout(0.1)(MultiHeadAttention(12, 64)(text, text, { valueMask }));
    const seen = normalization()(add([text, attended]));
    text = normalization()(add([seen, perceptron()(seen)]));
  }
  const pooled = Dense(768, { activation: 'tanh' })(ops.take(text, 0, 1));
  return Model({ inputs: { tokens, segments }, outputs: { text, pooled } });
}

export function bertBase() {
  return bert({ words: 30_522, length: 512, depth: 12 });
}
