import type * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import { positional } from '../arguments/positional.js';
import { checkSize } from '../arguments/size.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import type { Known } from '../types/arithmetic/known.js';
import { type Crossed, checkCrossedTypes, crossed } from '../types/crossed.js';
import { type Encoded, type EncodedType, encoded, encodedType, type OutputMode } from '../types/encoded.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { encode } from './preprocessing/encode.js';
import { fingerprint, joinedFingerprint } from './preprocessing/fingerprint.js';
import { checkSparse, type NotSparse } from './preprocessing/sparse.js';

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
  readonly output: CrossedAs<Crossed<this['input'], this['inputType']>, Mode, Known<NumBins>>;
  readonly outputType: EncodedType<Mode>;
  readonly takesStrings: true;
}

type CrossedAs<Outcome, Mode extends CrossingMode, Bins extends number> = Outcome extends Shape
  ? Encoded<'HashedCrossing', Outcome, Mode, Bins>
  : Outcome;

const hashedCrossing = defineLayer({
  name: 'HashedCrossing',
  configure: ({ numBins, ...options }: HashedCrossingOptions<CrossingMode> & { readonly numBins: number }) => {
    const { outputMode, sparse } = withDefaults(defaults, options);
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
    const indices = first.map((_, row) => {
      const crossing = features.reduce((joined, feature) => joinedFingerprint(joined, feature[row] as bigint), hashKey);
      return Number(crossing % BigInt(numBins));
    });
    const { shape } = inputs[0] as tf.Tensor;
    const categories = { indices, shape, inputShape: inputShape[0] as Shape };
    return encode('HashedCrossing', categories, outputMode, numBins);
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
 * float32 vectors, depending on `outputMode`.
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
>(
  numBins: NumBins,
  options?: HashedCrossingOptions<Mode> & LayerOptions<Name>,
) => Layer<HashedCrossingShape<NumBins, Mode>, Name> = positional(['numBins'], (numBins, options = {}) =>
  hashedCrossing({ numBins, ...options }, options),
);
