import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions, NumbersBut } from '../../types/given-options.js';
import type { SizeText } from '../../types/shape.js';
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
import { binFinder, checkSalt, type Salt, textsOf } from './hash.js';

/** The output modes of {@link Hashing}. */
export type HashingMode = Exclude<OutputMode, 'tfIdf'>;

/** The options of {@link Hashing}. */
export interface HashingOptions<Mode extends HashingMode> extends NotSparse {
  /** The value of padding, which alone has bin 0. The default is none. */
  readonly maskValue?: string | number | null;
  /**
   * The salt of the SipHash function, one integer or two. The default is `null`: the FarmHash function, without a salt.
   */
  readonly salt?: Salt | null;
  /**
   * `int` returns the bin of each value, `oneHot` a vector for each, `multiHot` one vector for all values of a sample, and
   * `count` the number of values in each bin. The default is `int`.
   */
  readonly outputMode?: Mode;
}

const defaults: Required<HashingOptions<HashingMode>> = {
  maskValue: null,
  salt: null,
  outputMode: 'int',
  sparse: false,
};

/** The shape function of {@link Hashing}. */
export interface HashingShape<NumBins extends number, Mode extends HashingMode> extends ShapeFunction {
  readonly signature: Mode extends 'int'
    ? 'any shape → the same shape'
    : `(batch, values) → (batch, ${SizeText<NumBins>})`;
  readonly parameters: [NumBins, Mode];
  readonly structured: false;
  readonly output: Encoded<'Hashing', this['input'], Mode, Known<NumBins>>;
  readonly outputType: EncodedType<Mode>;
  readonly takesStrings: true;
}

const hashing = defineLayer({
  name: 'Hashing',
  configure: ({ numBins, ...options }: HashingOptions<HashingMode> & { readonly numBins: number }) => {
    const { maskValue, salt, outputMode, sparse } = withDefaults('Hashing', defaults, options);
    return {
      numBins: checkSize('Hashing: numBins', numBins),
      maskValue: checkMaskValue(maskValue),
      salt: checkSalt('Hashing', salt),
      outputMode: oneOf('Hashing: outputMode', outputMode, ['int', 'oneHot', 'multiHot', 'count']),
      sparse: checkSparse('Hashing', sparse),
    };
  },
  shape: (input, { outputMode, numBins }) => encoded('Hashing', input, outputMode, numBins),
  type: (_, { outputMode }) => encodedType(outputMode),
  takesStrings: true,
  forward: (input, _, { numBins, maskValue, salt, outputMode }, { inputShape }) => {
    const isMasked = maskValue !== null && numBins > 1;
    const bin = binFinder(isMasked ? numBins - 1 : numBins, salt);
    const nothing = isMasked ? String(maskValue) : null;
    const bins = textsOf(input).map((text) => {
      if (!isMasked) return bin(text);
      return text === nothing ? 0 : 1 + bin(text);
    });
    const indices = tf.tensor(bins, input.shape, 'int32');
    return encode('Hashing', { indices, inputShape }, outputMode, numBins);
  },
  // Keras accepts no other type for indices.
  written: (configuration) =>
    configuration.outputMode === 'int' ? { ...configuration, dtype: 'int64' } : { ...configuration },
});

function checkMaskValue(value: string | number | null): string | number | null {
  if (value === null || typeof value === 'string' || Number.isInteger(value)) return value;
  throw new ArgumentError(`Hashing: maskValue expects a string, an integer or null (received ${received(value)})`);
}

/**
 * Hashes strings or integers into bins, without a vocabulary; different values may share a bin. The bins are the same as in
 * Keras.
 *
 * The input can have any shape of strings or numbers; the output has the same shape and is int32, or float32 vectors,
 * depending on `outputMode`. Hashes are computed by the host, which reads the values in each step.
 *
 * @example
 * const cities = Input([1], { dtype: 'string' });
 * const bins = Hashing(1000)(cities); // SymbolicTensor<[null, 1]> & OfType<'int32'>
 */
export const Hashing: <
  const NumBins extends number,
  const Mode extends HashingMode = 'int',
  const Name extends string = string,
  const Given = object,
>(
  /** The number of bins: outputs are integers from 0 to `numBins - 1`. */
  numBins: GivenSize<'Hashing: numBins', NumBins>,
  options?: GivenOptions<
    'Hashing',
    Given,
    HashingOptions<Mode> & LayerOptions<Name>,
    NumbersBut<{ maskValue: 'a string, an integer or null' }>
  >,
) => Layer<HashingShape<NumBins, Mode>, Name> = positionalAs(
  ['numBins'],
  (numBins, options: HashingOptions<HashingMode> & LayerOptions = {}) => hashing({ numBins, ...options }, options),
);
