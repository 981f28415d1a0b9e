import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { DataError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { LayerTaking } from '../../graph/layer.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type Fits, fits } from '../../types/dimension.js';
import { checkInputType, type FromType } from '../../types/dtype.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Shape, type Show, type SizeText, show } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import { checkSparse, type Encoded, encode, encoded, type NotSparse, type OutputMode } from './encode.js';

/** The output modes of {@link CategoryEncoding}. */
export type EncodingMode = Exclude<OutputMode, 'int' | 'tfIdf'>;

/** The options of {@link CategoryEncoding}. */
export interface CategoryEncodingOptions<Mode extends EncodingMode> extends NotSparse {
  /**
   * `oneHot` encodes each value as a vector, `multiHot` all values of a sample as one vector, and `count` counts how often
   * each value occurs in a sample. The default is `multiHot`.
   */
  readonly outputMode?: Mode;
}

const defaults: Required<CategoryEncodingOptions<EncodingMode>> = { outputMode: 'multiHot', sparse: false };

const needless = 'CategoryEncoding expects countWeights for outputMode count only (received {mode})';
const otherShape = 'CategoryEncoding expects countWeights of the shape of its input, {input} (received {received})';

/** The shape function of {@link CategoryEncoding}. */
export interface CategoryEncodingShape<NumTokens extends number, Mode extends EncodingMode> extends ShapeFunction {
  readonly signature: `(batch, values) → (batch, ${SizeText<NumTokens>})`;
  readonly parameters: [NumTokens, Mode];
  readonly structured: false;
  readonly output: FromType<
    'CategoryEncoding',
    this['inputType'],
    'int32',
    Weighted<Encoded<'CategoryEncoding', this['input'], Mode, Known<NumTokens>>, this['input'], Mode, this['call']>
  >;
}

type Weighted<Outcome, Input, Mode extends EncodingMode, Call> = Call extends {
  readonly countWeights: infer Weights extends Shape;
}
  ? [Outcome, Input] extends [Shape, infer Given extends Shape]
    ? Mode extends 'count'
      ? Fits<Weights, Given> extends true
        ? Outcome
        : Mismatch<Fill<typeof otherShape, { input: Show<Given>; received: Show<Weights> }>, 'countWeights'>
      : Mismatch<Fill<typeof needless, { mode: Mode }>, 'countWeights'>
    : Outcome
  : Outcome;

function checkWeights(input: Shape, mode: EncodingMode, weights: Shape | null): void {
  if (weights === null) return;
  if (mode !== 'count') mismatch(needless, { mode });
  if (!fits(weights, input)) mismatch(otherShape, { input: show(input), received: show(weights) });
}

const categoryEncoding = defineLayer({
  name: 'CategoryEncoding',
  configure: ({ numTokens, ...options }: CategoryEncodingOptions<EncodingMode> & { readonly numTokens: number }) => {
    const { outputMode, sparse } = withDefaults('CategoryEncoding', defaults, options);
    return {
      numTokens: checkSize('CategoryEncoding: numTokens', numTokens),
      outputMode: oneOf('CategoryEncoding: outputMode', outputMode, ['oneHot', 'multiHot', 'count']),
      sparse: checkSparse('CategoryEncoding', sparse),
    };
  },
  call: { tensors: { countWeights: 'one' } },
  shape: (input, { numTokens, outputMode }, { countWeights }) => {
    const output = encoded('CategoryEncoding', input, outputMode, numTokens);
    checkWeights(input, outputMode, countWeights);
    return output;
  },
  type: (type) => {
    checkInputType('CategoryEncoding', type, 'int32');
    return 'float32';
  },
  checkValues: (indices, _, { numTokens }) => checkIndices(indices, numTokens),
  forward: (indices, _, { numTokens, outputMode }, { inputShape, call: { countWeights } }) => {
    if (countWeights === null) return encode('CategoryEncoding', { indices, inputShape }, outputMode, numTokens);
    checkWeights(indices.shape, outputMode, countWeights.shape);
    // Each value is encoded as a vector first, so that gradients flow back to the weights.
    const each = encode('CategoryEncoding', { indices, inputShape: [null] }, 'oneHot', numTokens);
    return tf.sum(tf.mul(each, tf.expandDims(floats(countWeights), -1)), 1);
  },
  // `sparse` is not in Keras' configuration.
  written: ({ numTokens, outputMode }) => ({ numTokens, outputMode }),
});

function checkIndices(indices: ArrayLike<number>, numTokens: number): void {
  const place = Array.prototype.findIndex.call(indices, (index: number) => index < 0 || index >= numTokens);
  if (place < 0) return;
  throw new DataError(
    `CategoryEncoding expects integers from 0 to ${numTokens - 1}, because numTokens is ${numTokens} ` +
      `(received ${indices[place]} at place ${place} of ${indices.length})`,
  );
}

/**
 * Encodes integers from 0 to `numTokens` - 1 as vectors of zeros and ones, or of counts.
 *
 * Input shape: (batch, values). Output shape: (batch, numTokens), one vector for the values of a sample. With
 * `outputMode: 'oneHot'` the input can have any shape, and the output shape is (...shape, numTokens), or (..., numTokens)
 * for (..., 1). With `outputMode: 'count'` the call argument `countWeights` gives a weight for each value:
 * `layer(values, { countWeights })`. An integer of an input that is out of range throws a `DataError`;
 * one that is computed in the graph is not read from the device, and is left out, as in Keras on JAX.
 *
 * @example
 * const genres = Input([3], { dtype: 'int32' });
 * const encoded = CategoryEncoding(20)(genres); // SymbolicTensor<[null, 20]>
 */
export const CategoryEncoding: <
  const NumTokens extends number,
  const Mode extends EncodingMode = 'multiHot',
  const Name extends string = string,
  const Given = object,
>(
  /** The number of tokens: inputs are integers from 0 to `numTokens - 1`. */
  numTokens: GivenSize<'CategoryEncoding: numTokens', NumTokens>,
  options?: GivenOptions<'CategoryEncoding', Given, CategoryEncodingOptions<Mode> & LayerOptions<Name>>,
) => LayerTaking<CategoryEncodingShape<NumTokens, Mode>, { readonly countWeights?: SymbolicTensor }, Name> =
  positionalAs(['numTokens'], (numTokens, options: CategoryEncodingOptions<EncodingMode> & LayerOptions = {}) =>
    categoryEncoding({ numTokens, ...options }, options),
  );
