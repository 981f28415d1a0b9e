import * as tf from '@tensorflow/tfjs-core';
import { checkSize, positive } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { LayerTaking } from '../../graph/layer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type Agree, agree } from '../../types/dimension.js';
import { checkInputType, type FromType } from '../../types/dtype.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions, NumbersBut } from '../../types/given-options.js';
import { type Fill, fill, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { checkIndices, type EmbeddingOptions, lookUp } from './embedding.js';

/** The options of {@link ReversibleEmbedding}. */
export interface ReversibleEmbeddingOptions extends Omit<EmbeddingOptions, 'inputLength'> {
  /** Whether calls with `reverse` use the table itself, instead of a weight of their own. The default is `true`. */
  readonly tieWeights?: boolean;
  /**
   * A number of more than 0 by which the scores of calls with `reverse` are bounded: they become
   * `tanh(scores / logitSoftCap) * logitSoftCap`. The default is `null`, no bound.
   */
  readonly logitSoftCap?: number | null;
}

/** The call options of {@link ReversibleEmbedding}. */
export interface ReversibleCall {
  /** Whether to map vectors to scores of all indices, instead of indices to vectors. The default is `false`. */
  readonly reverse?: boolean;
}

const defaults: Required<ReversibleEmbeddingOptions> = {
  tieWeights: true,
  embeddingsInitializer: 'uniform',
  embeddingsRegularizer: null,
  activityRegularizer: null,
  embeddingsConstraint: null,
  maskZero: false,
  logitSoftCap: null,
};

const expected = 'one tensor';
const expectedFeatures = '(batch, ..., {outputDim}), its outputDim, for reverse';

/**
 * The shape function of {@link ReversibleEmbedding}: a last axis of size `OutputDim` is added, or, with `reverse`, one of size
 * `InputDim` takes its place.
 */
export interface ReversibleEmbeddingShape<InputDim extends number, OutputDim extends number> extends ShapeFunction {
  readonly signature: `(batch, ...) → (batch, ..., ${OutputDim}), and back to ${InputDim} with reverse`;
  readonly parameters: [InputDim, OutputDim];
  readonly structured: false;
  readonly output: [this['input']] extends [Shape]
    ? this['call'] extends { readonly reverse: infer Reverse }
      ? [Reverse] extends [false]
        ? FromType<'ReversibleEmbedding', this['inputType'], 'int32', LookedUp<this['input'], OutputDim>>
        : [Reverse] extends [true]
          ? Scores<this['input'], InputDim, OutputDim>
          : Shape
      : FromType<'ReversibleEmbedding', this['inputType'], 'int32', LookedUp<this['input'], OutputDim>>
    : Unexpected<'ReversibleEmbedding', typeof expected, this['input']>;
}

type LookedUp<Input extends Shape, OutputDim extends number> =
  IsUnranked<Input> extends true ? Shape : [...Input, Known<OutputDim>];

type Scores<Input extends Shape, InputDim extends number, OutputDim extends number> = [Input] extends [
  readonly [infer Batch extends Dimension, ...infer Inner extends Shape, infer Features extends Dimension],
]
  ? [Agree<Features, OutputDim>] extends [true]
    ? [Batch, ...Inner, Known<InputDim>]
    : Unexpected<'ReversibleEmbedding', Fill<typeof expectedFeatures, { outputDim: OutputDim }>, Input>
  : Unexpected<
      'ReversibleEmbedding',
      Fill<typeof expectedFeatures, { outputDim: OutputDim }>,
      Input,
      null,
      [...Shape, Known<InputDim>]
    >;

function reversibleOutput(input: Shape, inputDim: number, outputDim: number, isReverse: boolean): Shape {
  if (!isShape(input)) return unexpected('ReversibleEmbedding', expected, input);
  if (!isReverse) return [...input, outputDim];
  if (input.length < 2 || !agree(input.at(-1) as Dimension, outputDim)) {
    return unexpected('ReversibleEmbedding', fill(expectedFeatures, { outputDim }), input);
  }
  return [...input.slice(0, -1), inputDim];
}

interface Sizes {
  readonly inputDim: number;
  readonly outputDim: number;
}

const reversibleEmbedding = defineLayer({
  name: 'ReversibleEmbedding',
  configure: ({ inputDim, outputDim, ...options }: ReversibleEmbeddingOptions & Sizes) => {
    const { logitSoftCap, ...rest } = withDefaults('ReversibleEmbedding', defaults, options);
    return {
      inputDim: checkSize('ReversibleEmbedding: inputDim', inputDim),
      outputDim: checkSize('ReversibleEmbedding: outputDim', outputDim),
      ...rest,
      logitSoftCap: logitSoftCap === null ? null : positive('ReversibleEmbedding: logitSoftCap', logitSoftCap),
    };
  },
  // There is one type to compute in.
  written: (options) => ({ ...options, reverseDtype: null }),
  call: { options: { reverse: false as boolean } },
  shape: (input, { inputDim, outputDim }, { reverse }) => reversibleOutput(input, inputDim, outputDim, reverse),
  type: (type, _, { reverse }) => {
    if (!reverse) checkInputType('ReversibleEmbedding', type, 'int32');
    return 'float32';
  },
  weights: (_, { inputDim, outputDim, tieWeights, embeddingsInitializer }) => ({
    embeddings: [inputDim, outputDim],
    reverseEmbeddings: tieWeights ? null : { shape: [outputDim, inputDim], initializer: embeddingsInitializer },
  }),
  checkValues: (indices, _, { inputDim }, { reverse }) => {
    if (!reverse) checkIndices('ReversibleEmbedding', indices, inputDim);
  },
  forward: (input, { embeddings, reverseEmbeddings }, { inputDim, outputDim, logitSoftCap }, { call, isChecked }) => {
    if (!call.reverse) return lookUp(input, embeddings, isChecked);
    const vectors = tf.reshape(tf.cast(input, 'float32'), [-1, outputDim]) as tf.Tensor2D;
    const kernel = (reverseEmbeddings ?? embeddings) as tf.Tensor2D;
    const scores = tf.matMul(vectors, kernel, false, reverseEmbeddings === null);
    const bounded = logitSoftCap === null ? scores : tf.mul(tf.tanh(tf.div(scores, logitSoftCap)), logitSoftCap);
    return tf.reshape(bounded, [...input.shape.slice(0, -1), inputDim]);
  },
  mask: (_, indices, { maskZero }, { reverse }) =>
    maskZero && !reverse ? tf.notEqual(indices, tf.scalar(0, 'int32')) : null,
});

/**
 * An {@link Embedding} that can be called in reverse: with `reverse: true`, it maps vectors to scores of all indices, by the
 * same table of vectors.
 *
 * Input: integers of any shape; output shape (...shape, outputDim). With `reverse: true`, input (batch, ..., outputDim), and
 * output shape (batch, ..., inputDim). The weight is one, is counted once, and gets the gradients of both. As for `Embedding`, an
 * index of an input that is out of range throws a `DataError`.
 *
 * @example
 * const table = ReversibleEmbedding(10000, 512);
 * const vectors = table(Input([100], { dtype: 'int32' })); // SymbolicTensor<[null, 100, 512]>
 * const scores = table(LSTM(512)(vectors), { reverse: true }); // SymbolicTensor<[null, 10000]>
 */
export const ReversibleEmbedding: <
  const InputDim extends number,
  const OutputDim extends number,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of vectors: inputs are integers from 0 to `inputDim - 1`, and outputs of `reverse` one score for each. */
  inputDim: GivenSize<'ReversibleEmbedding: inputDim', InputDim>,
  /** The size of each vector. */
  outputDim: GivenSize<'ReversibleEmbedding: outputDim', OutputDim>,
  options?: GivenOptions<
    'ReversibleEmbedding',
    Given,
    ReversibleEmbeddingOptions & LayerOptions<Name>,
    NumbersBut<{ logitSoftCap: 'a number that is more than 0' }>
  >,
) => LayerTaking<ReversibleEmbeddingShape<InputDim, OutputDim>, ReversibleCall, Name> = positionalAs(
  ['inputDim', 'outputDim'],
  (inputDim, outputDim, options: ReversibleEmbeddingOptions & LayerOptions = {}) =>
    reversibleEmbedding({ inputDim: inputDim as number, outputDim: outputDim as number, ...options }, options),
);
