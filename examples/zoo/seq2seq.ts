/**
 * Sequence to sequence: an encoder reads a sentence, and a decoder starts from the states in which it ends.
 *
 * "Sequence to Sequence Learning with Neural Networks" by I. Sutskever and others, 2014 (384 millions of parameters). A table has
 * 1,000 parameters for each word, an LSTM 8,004,000, and the last layer 1,001 for each word.
 */
import { Dense, Embedding, Input, initializers, LSTM, Model } from 'tupleflow';

/** As in the paper, weights are between -0.08 and 0.08 at first. */
const weights = initializers.RandomUniform({ minval: -0.08, maxval: 0.08 });
const uniform = { kernelInitializer: weights, recurrentInitializer: weights };

/** How likely each word is to come next in a translation, for a sentence and the words of the translation so far. */
export function seq2seq<const TargetWords extends number>(options: {
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
  const next = Dense(targetWords, { activation: 'softmax' })(written);
  return Model({ inputs: { source, target }, outputs: next });
}

export function fullSeq2seq() {
  return seq2seq({ sourceWords: 160_000, targetWords: 80_000, depth: 4 });
}
