/**
 * Sequence to sequence with attention: a decoder that looks at all that the encoder has read, for each word anew.
 *
 * "Effective Approaches to Attention-based Neural Machine Translation" by M. Luong and others, 2015. A table has 1,000 parameters
 * for each word, an LSTM 8,004,000, the layer behind the attention 2,000,000, and the last layer 1,000 for each word.
 */
import { Attention, concatenate, Dense, Embedding, Input, initializers, LSTM, Model } from 'tupleflow';

/** As in the paper, weights are between -0.1 and 0.1 at first. */
const weights = initializers.RandomUniform({ minval: -0.1, maxval: 0.1 });
const uniform = { kernelInitializer: weights, recurrentInitializer: weights };

/** How likely each word is to come next in a translation, for a sentence and the words of the translation so far. */
export function attentiveSeq2seq<const TargetWords extends number>(options: {
  readonly sourceWords: number;
  readonly targetWords: TargetWords;
  readonly depth: number;
}) {
  const { sourceWords, targetWords, depth } = options;
  const source = Input([null], { name: 'source', dtype: 'int32' });
  const target = Input([null], { name: 'target', dtype: 'int32' });

  let read = Embedding(sourceWords, 1000, { maskZero: true })(source);
  let written = Embedding(targetWords, 1000, { maskZero: true })(target);
  for (let layer = 0; layer < depth; layer++) {
    const [sequence, ...initialState] = LSTM(1000, { ...uniform, returnSequences: true, returnState: true })(read);
    read = sequence;
    written = LSTM(1000, { ...uniform, returnSequences: true })(written, { initialState });
  }
  const context = Attention()([written, read]);
  const attentional = Dense(1000, { useBias: false, activation: 'tanh' })(concatenate([context, written]));
  const next = Dense(targetWords, { useBias: false, activation: 'softmax' })(attentional);
  return Model({ inputs: { source, target }, outputs: next });
}

export function fullAttentiveSeq2seq() {
  return attentiveSeq2seq({ sourceWords: 50_000, targetWords: 50_000, depth: 4 });
}
