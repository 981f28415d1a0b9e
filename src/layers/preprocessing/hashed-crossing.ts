import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type Fits, fits } from '../../types/dimension.js';
import type { DType } from '../../types/dtype.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch, type NotAList, tensorList } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, type Shape, type Show, type SizeText, show } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import {
  checkSparse,
  type Encoded,
  type EncodedType,
  encode,
  encoded,
  encodedType,
  type NotSparse,
  type OutputMode,
} from './encode.js';
import { fingerprint, joinedFingerprint } from './hash.js';

const expected = 'a list of at least two tensors';
const wrongShape = 'HashedCrossing expects inputs of the shape (batch) or (batch, 1) (received {received})';
const otherShape = 'HashedCrossing expects inputs of the same shape (received {first} and {received})';
const wrongType = 'HashedCrossing expects integers or strings (received {received})';

/** The shape of features that are crossed, one value each in every sample, or the first that does not fit. */
type Crossed<Input, Types> = [Input] extends [readonly [infer First extends Shape, Shape, ...Shape[]]]
  ? [Misfits<Input, Types, First>] extends [never]
    ? First
    : Misfits<Input, Types, First>
  : [Input] extends [readonly Shape[]]
    ? [number] extends [Input['length']]
      ? Shape
      : NotAList<'HashedCrossing', typeof expected, Input>
    : NotAList<'HashedCrossing', typeof expected, Input>;

/** Every input that does not fit; `never` where all do. */
type Misfits<Input extends readonly Shape[], Types, First extends Shape> = {
  [Index in keyof Input & `${number}`]: Misfit<
    Input[Index],
    Types extends Readonly<Record<Index, unknown>> ? Types[Index] : never,
    First,
    Index
  >;
}[keyof Input & `${number}`];

type Misfit<Given extends Shape, Type, First extends Shape, At extends string> =
  IsOneValue<Given> extends true
    ? Fits<Given, First> extends true
      ? Type extends 'int32' | 'string'
        ? never
        : Mismatch<Fill<typeof wrongType, { received: Type & string }>, At>
      : Mismatch<Fill<typeof otherShape, { first: Show<First>; received: Show<Given> }>, At>
    : Mismatch<Fill<typeof wrongShape, { received: Show<Given> }>, At>;

type IsOneValue<Given extends Shape> =
  IsUnranked<Given> extends true
    ? true
    : Given extends readonly [Dimension] | readonly [Dimension, 1]
      ? true
      : [Given] extends [readonly [Dimension, infer Size]]
        ? number extends Size
          ? true
          : false
        : false;

/** The shape at run time; throws where one does not fit. */
function crossed(inputs: readonly Shape[]): Shape {
  const shapes = tensorList('HashedCrossing', expected, inputs, Math.max(inputs.length, 2));
  const [first = []] = shapes;
  for (const shape of shapes) {
    const isOneValue = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
    if (!isOneValue) mismatch(wrongShape, { received: show(shape) });
    if (!fits(shape, first)) mismatch(otherShape, { first: show(first), received: show(shape) });
  }
  return first;
}

/** The rule for element types at run time. */
function checkCrossedTypes(types: readonly DType[]): void {
  const wrong = types.find((type) => type !== 'int32' && type !== 'string');
  if (wrong !== undefined) mismatch(wrongType, { received: wrong });
}

/** The output modes of {@link HashedCrossing}. */
export type CrossingMode = Exclude<OutputMode, 'multiHot' | 'count' | 'tfIdf'>;

/** The options of {@link HashedCrossing}. */
export interface HashedCrossingOptions<Mode extends CrossingMode> extends NotSparse {
  /** `int` returns the index of the bin, `oneHot` a vector. The default is `int`. */
  readonly outputMode?: Mode;
}

const defaults: Required<HashedCrossingOptions<CrossingMode>> = { outputMode: 'int', sparse: false };

/** The shape function of {@link HashedCrossing}. */
export interface HashedCrossingShape<NumBins extends number, Mode extends CrossingMode> extends ShapeFunction {
  readonly signature: Mode extends 'int'
    ? '[(batch), (batch), ...] → (batch)'
    : `[(batch), (batch), ...] → (batch, ${SizeText<NumBins>})`;
  readonly parameters: [NumBins, Mode];
  readonly structured: false;
  readonly output: CrossedAs<Crossed<this['input'], this['inputType']>, Mode, Known<NumBins>>;
  readonly outputType: EncodedType<Mode>;
  readonly takesStrings: true;
}

type CrossedAs<Outcome, Mode extends CrossingMode, Bins extends number> = [Outcome] extends [Shape]
  ? Encoded<'HashedCrossing', Outcome, Mode, Bins>
  : Outcome;

const hashedCrossing = defineLayer({
  name: 'HashedCrossing',
  configure: ({ numBins, ...options }: HashedCrossingOptions<CrossingMode> & { readonly numBins: number }) => {
    const { outputMode, sparse } = withDefaults('HashedCrossing', defaults, options);
    return {
      numBins: checkSize('HashedCrossing: numBins', numBins),
      outputMode: oneOf('HashedCrossing: outputMode', outputMode, ['int', 'oneHot']),
      sparse: checkSparse('HashedCrossing', sparse),
    };
  },
  shape: (inputs: readonly Shape[], { outputMode, numBins }) =>
    encoded('HashedCrossing', crossed(inputs), outputMode, numBins),
  type: (types, { outputMode }) => {
    checkCrossedTypes(types);
    return encodedType(outputMode);
  },
  takesStrings: true,
  forward: (inputs, _, { numBins, outputMode }, { inputShape }) => {
    const features = inputs.map(featuresOf);
    const [first = []] = features;
    const bins = first.map((_, row) => {
      const crossing = features.reduce((joined, feature) => joinedFingerprint(joined, feature[row] as bigint), hashKey);
      return Number(crossing % BigInt(numBins));
    });
    const { shape } = inputs[0] as tf.Tensor;
    const indices = tf.tensor(bins, shape, 'int32');
    return encode('HashedCrossing', { indices, inputShape: inputShape[0] as Shape }, outputMode, numBins);
  },
  written: (configuration) =>
    configuration.outputMode === 'int' ? { ...configuration, dtype: 'int64' } : { ...configuration },
});

/** TensorFlow's initial fingerprint. */
const hashKey = 0xdecafcaffen;

/** Strings are replaced by their fingerprints; integers are used as they are. */
function featuresOf(tensor: tf.Tensor): readonly bigint[] {
  if (tensor.dtype === 'string') return tensor.dataSync<'string'>().map(fingerprint);
  return Array.from(tensor.dataSync(), (value) => BigInt.asUintN(64, BigInt(value)));
}

/**
 * Crosses several features into one by hashing their combination into bins. The bins are the same as in Keras.
 *
 * The input is a list of strings or integers of shape (batch) or (batch, 1). The output has the same shape and is int32, or
 * float32 vectors, depending on `outputMode`. Hashes are computed by the host, which reads the values in each step.
 *
 * @example
 * const city = Input([1], { dtype: 'string' });
 * const hour = Input([1], { dtype: 'int32' });
 * const crossed = HashedCrossing(1000, { outputMode: 'oneHot' })([city, hour]); // SymbolicTensor<[null, 1000]>
 */
export const HashedCrossing: <
  const NumBins extends number,
  const Mode extends CrossingMode = 'int',
  const Name extends string = string,
  const Given = object,
>(
  /** The number of bins: outputs are integers from 0 to `numBins - 1`. */
  numBins: GivenSize<'HashedCrossing: numBins', NumBins>,
  options?: GivenOptions<'HashedCrossing', Given, HashedCrossingOptions<Mode> & LayerOptions<Name>>,
) => Layer<HashedCrossingShape<NumBins, Mode>, Name> = positionalAs(
  ['numBins'],
  (numBins, options: HashedCrossingOptions<CrossingMode> & LayerOptions = {}) =>
    hashedCrossing({ numBins, ...options }, options),
);
