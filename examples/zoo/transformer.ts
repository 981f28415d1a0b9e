/**
 * Transformer, base: translates with attention alone.
 *
 * "Attention Is All You Need" by A. Vaswani and others, 2017 (65 millions of parameters in table 3). The table of both languages, whose
 * words are the last layer as well, has 512 parameters for each word; a layer of the encoder has 3,152,384, one of the decoder 4,204,032.
 */
import * as tf from '@tensorflow/tfjs-core';
import {
  add,
  Dense,
  Dropout,
  Input,
  initializers,
  Lambda,
  LayerNormalization,
  Model,
  MultiHeadAttention,
  ReversibleEmbedding,
  Sequential,
} from 'tupleflow';

/** Adds waves of many lengths to vectors that are as long as the waves together, so that each step differs from all others. */
function positions() {
  return Sequential([
    Lambda(
      (words) => {
        const [, steps = 0, features = 0] = words.shape;
        const step = tf.reshape(tf.range(0, steps), [steps, 1]);
        const frequency = tf.exp(tf.mul(tf.range(0, features / 2), (-2 * Math.log(10_000)) / features));
        const angles = tf.mul(step, tf.reshape(frequency, [1, features / 2]));
        return tf.add(tf.mul(words, Math.sqrt(features)), tf.concat([tf.sin(angles), tf.cos(angles)], 1));
      },
      { mask: (_, mask) => mask },
    ),
    Dropout(0.1),
  ]);
}

function perceptron() {
  return Sequential([Dense(2048, { activation: 'relu' }), Dense(512), Dropout(0.1)]);
}

/** Scores of all words for what comes next in a translation, for a sentence and the words of the translation so far. Word 0 is none. */
export function transformer<const Words extends number>(options: { readonly words: Words; readonly depth: number }) {
  const { words, depth } = options;
  const source = Input([null], { name: 'source', dtype: 'int32' });
  const target = Input([null], { name: 'target', dtype: 'int32' });
  const table = ReversibleEmbedding(words, 512, {
    maskZero: true,
    embeddingsInitializer: initializers.RandomNormal({ stddev: 0.02 }),
  });

  let read = table(source).pipe(positions());
  for (let layer = 0; layer < depth; layer++) {
    const attended = Dropout(0.1)(MultiHeadAttention(8, 64)(read, read));
    const seen = LayerNormalization()(add([read, attended]));
    read = LayerNormalization()(add([seen, perceptron()(seen)]));
  }

  let written = table(target).pipe(positions());
  for (let layer = 0; layer < depth; layer++) {
    const attended = Dropout(0.1)(MultiHeadAttention(8, 64)(written, written, { useCausalMask: true }));
    const own = LayerNormalization()(add([written, attended]));
    const other = Dropout(0.1)(MultiHeadAttention(8, 64)(own, read));
    const seen = LayerNormalization()(add([own, other]));
    written = LayerNormalization()(add([seen, perceptron()(seen)]));
  }
  return Model({ inputs: { source, target }, outputs: table(written, { reverse: true }) });
}

export function transformerBase() {
  return transformer({ words: 37_000, depth: 6 });
}
