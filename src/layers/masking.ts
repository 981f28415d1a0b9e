import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ArgumentError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';

/** The options of {@link Masking}. */
export interface MaskingOptions {
  /** The value that all features of a masked step have. The default is 0. */
  readonly maskValue?: number;
}

const defaults: Required<MaskingOptions> = { maskValue: 0 };

const masking = defineLayer({
  name: 'Masking',
  configure: (options: MaskingOptions) => {
    const { maskValue } = withDefaults(defaults, options);
    return { maskValue: checkMaskValue(maskValue) };
  },
  shape: (input) => sameShape('Masking', input),
  forward: (input, _, { maskValue }) => {
    const given = input.dtype === 'float32' ? input : tf.cast(input, 'float32');
    return tf.mul(given, tf.cast(tf.expandDims(countingSteps(input, maskValue), -1), 'float32'));
  },
  mask: (_, input, { maskValue }) => countingSteps(input, maskValue),
});

function checkMaskValue(value: number): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new ArgumentError(`Masking: maskValue expects a number (received ${received(value)})`);
}

/** The steps with any feature other than `maskValue`; gradients do not flow through it, since comparisons have none. */
function countingSteps(input: tf.Tensor, maskValue: number): tf.Tensor {
  const compare = tf.customGrad((given) => ({
    value: tf.any(tf.notEqual(given as tf.Tensor, tf.scalar(maskValue)), -1),
    gradFunc: () => tf.zerosLike(given as tf.Tensor),
  }));
  return compare(input);
}

/**
 * Masks the steps of a sequence whose features all equal `maskValue`, so that the following layers skip them.
 *
 * The input can have any shape, such as (batch, time, features); the output has the same shape, with zeros at masked steps.
 *
 * @example
 * const steps = Masking({ maskValue: -1 })(Input([null, 16])); // SymbolicTensor<[null, null, 16]>
 * const encoded = LSTM(64)(steps);
 */
export const Masking: <const Name extends string = string>(
  options?: MaskingOptions & LayerOptions<Name>,
) => Layer<SameShape<'Masking'>, Name> = positional([], (options = {}) => masking(options, options));
