import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import { DataError, ShapeError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import { gatherFilled } from '../../operations/gather.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type Agree, agree } from '../../types/dimension.js';
import type { MayBe } from '../../types/dtype.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { expectation, type Fill, fill, type Mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape, type SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** The options of {@link Embedding}. */
export interface EmbeddingOptions<InputLength extends number | null = number | null> {
  /**
   * Initializer of the vectors: its name, or one of `initializers`. The default is `uniform`, between -0.05 and 0.05.
   */
  readonly embeddingsInitializer?: InitializerIdentifier;
  /** Regularizer of the vectors, whose penalty is added to the loss. The default is `null`, no penalty. */
  readonly embeddingsRegularizer?: RegularizerIdentifier | null;
  /**
   * Regularizer of the output, whose penalty, divided by the batch size, is added to the loss. The default is `null`,
   * no penalty.
   */
  readonly activityRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the vectors after each update. The default is `null`, no constraint. */
  readonly embeddingsConstraint?: ConstraintIdentifier | null;
  /** Whether index 0 is padding, which the following layers mask. The default is `false`. */
  readonly maskZero?: boolean;
  /** The number of indices of a sample, if it is fixed. The default is any number. */
  readonly inputLength?: InputLength;
}

const defaults: Required<EmbeddingOptions> = {
  embeddingsInitializer: 'uniform',
  embeddingsRegularizer: null,
  activityRegularizer: null,
  embeddingsConstraint: null,
  maskZero: false,
  inputLength: null,
};

const expected = 'one tensor of indices';
const expectedType = 'integers, of dtype int32';
const expectedLength = 'samples of {inputLength} indices, its inputLength';

/** The shape function of {@link Embedding}: a last axis of size `OutputDim` is added. */
export interface EmbeddingShape<OutputDim extends number, InputLength extends number | null = null>
  extends ShapeFunction {
  readonly signature: `(batch, ...) → (batch, ..., ${SizeText<OutputDim>})`;
  readonly parameters: [OutputDim, InputLength];
  readonly structured: false;
  readonly output: EmbeddingOutput<this['input'], this['inputType'], OutputDim, InputLength>;
}

type EmbeddingOutput<Input, Type, OutputDim extends number, InputLength extends number | null> = [Input] extends [Shape]
  ? HasLength<Input, InputLength> extends true
    ? MayBe<Type, 'int32', Input> extends true
      ? IsUnranked<Input> extends true
        ? Shape
        : [...Input, Known<OutputDim>]
      : Mismatch<
          Fill<typeof expectation, { layer: 'Embedding'; expected: typeof expectedType; received: Type & string }>,
          null
        >
    : Unexpected<'Embedding', Fill<typeof expectedLength, { inputLength: InputLength }>, Input>
  : Unexpected<'Embedding', typeof expected, Input>;

type HasLength<Input extends Shape, InputLength extends number | null> = InputLength extends number
  ? [Input] extends [readonly [Dimension, ...Shape, infer Length extends Dimension]]
    ? Agree<Length, InputLength>
    : IsUnranked<Input>
  : true;

function embeddingOutput(input: Shape, outputDim: number, inputLength: number | null): Shape {
  if (!isShape(input)) return unexpected('Embedding', expected, input);
  if (!hasLength(input, inputLength)) {
    return unexpected('Embedding', fill(expectedLength, { inputLength }), input);
  }
  return [...input, outputDim];
}

function hasLength(input: Shape, inputLength: number | null): boolean {
  return inputLength === null || (input.length > 1 && agree(input.at(-1) as Dimension, inputLength));
}

const embedding = defineLayer({
  name: 'Embedding',
  configure: ({
    inputDim,
    outputDim,
    ...options
  }: EmbeddingOptions & { readonly inputDim: number; readonly outputDim: number }) => {
    const { inputLength, ...rest } = withDefaults('Embedding', defaults, options);
    return {
      inputDim: checkSize('Embedding: inputDim', inputDim),
      outputDim: checkSize('Embedding: outputDim', outputDim),
      ...rest,
      inputLength: inputLength === null ? null : checkSize('Embedding: inputLength', inputLength),
    };
  },
  // Keras 3 has no `inputLength`.
  written: ({ inputLength, ...options }) => (inputLength === null ? options : { inputLength, ...options }),
  shape: (input, { outputDim, inputLength }) => embeddingOutput(input, outputDim, inputLength),
  type: (type) => {
    if (type === 'int32') return 'float32';
    throw new ShapeError(fill(expectation, { layer: 'Embedding', expected: expectedType, received: type }));
  },
  weights: (_, { inputDim, outputDim }) => ({ embeddings: [inputDim, outputDim] }),
  checkValues: (indices, _, { inputDim }) => checkIndices('Embedding', indices, inputDim),
  forward: (indices, { embeddings }, { outputDim, inputLength }, { isChecked }) => {
    // A length that was open in the graph is known only now.
    embeddingOutput(indices.shape, outputDim, inputLength);
    return lookUp(indices, embeddings, isChecked);
  },
  mask: (_, indices, { maskZero }) => (maskZero ? tf.notEqual(indices, tf.scalar(0, 'int32')) : null),
});

/** The row of a table for each index, as a last axis; indices that are not checked may be out of range. */
export function lookUp(indices: tf.Tensor, table: tf.Tensor, isChecked: boolean): tf.Tensor {
  const places = tf.reshape(indices, [-1]) as tf.Tensor1D;
  const rows = isChecked ? tf.gather(table, places) : gatherFilled(table, places, 0);
  return tf.reshape(rows, [...indices.shape, table.shape[1] as number]);
}

/** @throws DataError if an index is not a row of the table; `layer` is the class that looks it up. */
export function checkIndices(layer: string, indices: ArrayLike<number>, inputDim: number): void {
  const place = Array.prototype.findIndex.call(indices, (index: number) => index < 0 || index >= inputDim);
  if (place < 0) return;
  throw new DataError(
    `${layer} expects indices from 0 to ${inputDim - 1}, because inputDim is ${inputDim} ` +
      `(received ${indices[place]} at place ${place} of ${indices.length})`,
  );
}

/**
 * Maps indices to learned vectors: a table with `inputDim` rows of `outputDim` numbers.
 *
 * Input: integers of any shape. Output shape: (...shape, outputDim). An index of an input that is out of range
 * throws a `DataError`. One that is computed in the graph is not read from the device: as in Keras on JAX, a negative one counts
 * from the end, and one out of range gives NaN.
 *
 * @example
 * const words = Input([100], { dtype: 'int32' });
 * const vectors = Embedding(10000, 512)(words); // SymbolicTensor<[null, 100, 512]>
 */
export const Embedding: <
  const InputDim extends number,
  const OutputDim extends number,
  const InputLength extends number | null = null,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of vectors: inputs are integers from 0 to `inputDim - 1`. */
  inputDim: GivenSize<'Embedding: inputDim', InputDim>,
  /** The size of each vector, which is the size of the last axis of the output. */
  outputDim: GivenSize<'Embedding: outputDim', OutputDim>,
  options?: GivenOptions<'Embedding', Given, EmbeddingOptions<InputLength> & LayerOptions<Name>>,
) => Layer<EmbeddingShape<OutputDim, InputLength>, Name> = positionalAs(
  ['inputDim', 'outputDim'],
  (inputDim, outputDim, options: EmbeddingOptions & LayerOptions = {}) =>
    embedding({ inputDim: inputDim as number, outputDim: outputDim as number, ...options }, options),
);
