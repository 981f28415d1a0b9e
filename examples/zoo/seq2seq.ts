/**
 * Sequence to sequence: an encoder reads a sentence, and a decoder starts from the states in which it ends.
 *
 * "Sequence to Sequence Learning with Neural Networks" by I. Sutskever and others, 2014 (384 millions of parameters). A table has
 * 1,000 parameters for each word, an LSTM 8,004,000, and the last layer 1,001 for each word.
 */
import { Dense, Embedding, Input, LSTM, Model } from 'tupleflow';

/** How likely each word is to come next in a translation, for a sentence and the words of the translation so far. */
export function seq2seq<const TargetWords extends number>(options: {
  readonly sourceWords: number;
  readonly targetWords: TargetWords;
  readonly units: number;
  readonly depth: number;
}) {
  const { sourceWords, targetWords, units, depth } = options;
  const source = Input([null], { name: 'source', dtype: 'int32' });
  const target = Input([null], { name: 'target', dtype: 'int32' });

  let read = Embedding(sourceWords, units, { maskZero: true })(source);
  let written = Embedding(targetWords, units, { maskZero: true })(target);
  for (let layer = 0; layer < depth; layer++) {
    const [sequence, ...initialState] = LSTM(units, { returnSequences: true, returnState: true })(read);
    read = sequence;
    written = LSTM(units, { returnSequences: true })(written, { initialState });
  }
  const next = Dense(targetWords, { activation: 'softmax' })(written);
  return Model({ inputs: { source, target }, outputs: next });
}

export function fullSeq2seq() {
  return seq2seq({ sourceWords: 160_000, targetWords: 80_000, units: 1000, depth: 4 });
}
