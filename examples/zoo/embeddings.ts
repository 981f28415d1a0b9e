/** What Transformers put before and behind their blocks: layers of one's own. */
import * as tf from '@tensorflow/tfjs-core';
import {
  type Dimension,
  defineLayer,
  initializers,
  type Layer,
  type LayerTaking,
  type Shape,
  ShapeError,
  type ShapeFunction,
  type Unexpected,
} from 'tupleflow';

const steps = '(batch, steps, features)';

interface PositionShape extends ShapeFunction {
  readonly output: this['input'] extends readonly [Dimension, Dimension, number]
    ? this['input']
    : Unexpected<'PositionEmbedding', typeof steps, this['input']>;
}

const positionEmbedding = defineLayer({
  name: 'PositionEmbedding',
  configure: ({ length }: { readonly length: number }) => ({ length }),
  shape: (input) => {
    if (input.length === 3) return input;
    throw new ShapeError(`PositionEmbedding expects ${steps} (received (${input.map(String).join(', ')}))`);
  },
  weights: ([, , features = null], { length }) => ({
    table: { shape: [length, features], initializer: initializers.RandomNormal({ stddev: 0.02 }) },
  }),
  forward: (input, { table }) => tf.add(input, tf.slice(table, 0, input.shape[1])),
  mask: 'keep',
});

/** Adds a learned vector to each of at most `length` steps. */
export function PositionEmbedding(length: number): Layer<PositionShape> {
  return positionEmbedding<PositionShape>({ length });
}

interface ClassTokenShape extends ShapeFunction {
  readonly output: this['input'] extends readonly [
    infer Batch extends Dimension,
    Dimension,
    infer Features extends number,
  ]
    ? [Batch, 1, Features]
    : Unexpected<'ClassToken', typeof steps, this['input']>;
}

const classToken = defineLayer({
  name: 'ClassToken',
  configure: (given: object) => given,
  shape: ([batch = null, , features = null]) => [batch, 1, features],
  weights: ([, , features = null]) => ({ token: { shape: [features], initializer: 'zeros' } }),
  forward: (input, { token }) => tf.tile(tf.reshape(token, [1, 1, -1]), [input.shape[0] as number, 1, 1]),
});

/** One learned vector, the same for each sample. */
export function ClassToken(): Layer<ClassTokenShape> {
  return classToken<ClassTokenShape>({});
}

interface TiedShape<Words extends number, Features extends number> extends ShapeFunction {
  readonly output: this['call'] extends { readonly reverse: true }
    ? this['input'] extends readonly [...infer Leading extends Shape, Features]
      ? [...Leading, Words]
      : Unexpected<'TiedEmbedding', 'vectors of its features', this['input']>
    : this['input'] extends Shape
      ? [...this['input'], Features]
      : Unexpected<'TiedEmbedding', 'one tensor', this['input']>;
}

/** The options of {@link TiedEmbedding}. */
interface TiedOptions {
  /** Whether word 0 stands for none, and is masked. The default is `false`. */
  readonly maskZero?: boolean;
}

const tiedEmbedding = defineLayer({
  name: 'TiedEmbedding',
  configure: ({
    words,
    features,
    maskZero = false,
  }: TiedOptions & { readonly words: number; readonly features: number }) => ({
    words,
    features,
    maskZero,
  }),
  call: { options: { reverse: false as boolean } },
  shape: (input, { words, features }, { reverse }) => (reverse ? [...input.slice(0, -1), words] : [...input, features]),
  weights: (_, { words, features }) => ({
    table: { shape: [words, features], initializer: initializers.RandomNormal({ stddev: 0.02 }) },
  }),
  forward: (input, { table }, { words, features }, { call: { reverse } }) => {
    if (!reverse) return tf.reshape(tf.gather(table, tf.reshape(input, [-1])), [...input.shape, features]);
    const scores = tf.matMul(tf.reshape(input, [-1, features]), table as tf.Tensor2D, false, true);
    return tf.reshape(scores, [...input.shape.slice(0, -1), words]);
  },
  mask: (mask, input, { maskZero }, { reverse }) => (maskZero && !reverse ? tf.notEqual(input, 0) : mask),
});

/** A table of vectors: words become vectors, and with `reverse: true` vectors scores of all words, with the same weights. */
export function TiedEmbedding<const Words extends number, const Features extends number>(
  words: Words,
  features: Features,
  options: TiedOptions = {},
): LayerTaking<TiedShape<Words, Features>, { readonly reverse?: boolean }> {
  return tiedEmbedding<TiedShape<Words, Features>>({ words, features, ...options });
}
