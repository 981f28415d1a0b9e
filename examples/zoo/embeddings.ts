/** What Transformers put before and behind their blocks: layers of one's own. */
import * as tf from '@tensorflow/tfjs-core';
import {
  type Dimension,
  defineLayer,
  initializers,
  type Layer,
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

export const positionEmbedding = defineLayer({
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

export const classToken = defineLayer({
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
