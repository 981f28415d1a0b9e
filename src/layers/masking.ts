import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ArgumentError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type SameShape, sameShape } from '../types/same-shape.js';

/** What {@link Masking} takes. */
export interface MaskingOptions {
  /** What all features of a step are where there is nothing; 0 unless given. */
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

/** The steps with any feature that is not `maskValue`; a constant to gradients, for comparisons have none. */
function countingSteps(input: tf.Tensor, maskValue: number): tf.Tensor {
  const compare = tf.customGrad((given) => ({
    value: tf.any(tf.notEqual(given as tf.Tensor, tf.scalar(maskValue)), -1),
    gradFunc: () => tf.zerosLike(given as tf.Tensor),
  }));
  return compare(input);
}

/**
 * Says which steps of a sequence are not there, those whose features are all `maskValue`: the layers that follow leave them
 * out.
 *
 * Takes (batch, time, features) or any other shape, and gives the same; where a step is not there, it becomes zeros.
 *
 * @example
 * const steps = Masking({ maskValue: -1 })(Input([null, 16])); // SymbolicTensor<[null, null, 16]>
 * const encoded = LSTM(64)(steps);
 */
export const Masking: <const Name extends string = string>(
  options?: MaskingOptions & LayerOptions<Name>,
) => Layer<SameShape<'Masking'>, Name> = positional([], (options = {}) => masking(options, options));
