import * as tf from '@tensorflow/tfjs-core';
import { finite, nonNegative, positive } from '../arguments/number.js';
import { defineActivation } from './define-activation.js';

export interface ReluOptions {
  /** The slope for inputs below the threshold. The default is 0. */
  readonly negativeSlope?: number;
  /** The largest output. The default is `null`, no limit. */
  readonly maxValue?: number | null;
  /** The threshold: smaller inputs become 0, or `negativeSlope * (x - threshold)`. The default is 0. */
  readonly threshold?: number;
}

/**
 * `max(x, 0)`, the rectified linear unit.
 *
 * @example
 * Dense(64, { activation: (input) => relu(input, { maxValue: 1 }) });
 */
export const relu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: ReluOptions,
) => tf.Tensor = defineActivation(
  'relu',
  (input, options: ReluOptions) => {
    const { negativeSlope = 0, maxValue = null, threshold = 0 } = options;
    finite('relu: negativeSlope', negativeSlope);
    finite('relu: threshold', threshold);
    // Keras has kernels of their own for these two, whose gradients differ at 6 and at 0.
    if (threshold === 0 && maxValue === null && negativeSlope !== 0) return tf.leakyRelu(input, negativeSlope);
    const kept = threshold === 0 && maxValue === 6 ? tf.relu6(input) : clip(aboveThreshold(input, threshold), maxValue);
    if (negativeSlope === 0) return kept;
    return tf.sub(kept, tf.mul(tf.relu(tf.sub(threshold, input)), negativeSlope));
  },
  ['negativeSlope', 'maxValue', 'threshold'],
);

/**
 * @param input A tensor of any shape.
 */
function aboveThreshold(input: tf.Tensor, threshold: number): tf.Tensor {
  return threshold === 0 ? tf.relu(input) : tf.where(tf.greaterEqual(threshold, input), tf.zerosLike(input), input);
}

/**
 * @param input A tensor of any shape.
 */
function clip(input: tf.Tensor, maxValue: number | null): tf.Tensor {
  if (maxValue === null) return input;
  // Not `clipByValue`, which has no gradient where the bounds are equal.
  return tf.maximum(tf.minimum(input, nonNegative('relu: maxValue', maxValue)), 0);
}

/** `min(max(x, 0), 6)`. */
export const relu6: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('relu6', (input) => tf.relu6(input));

export interface LeakyReluOptions {
  /** The slope for negative inputs. The default is 0.2. */
  readonly negativeSlope?: number;
}

/** The input where it is positive, and `negativeSlope` times the input elsewhere. */
export const leakyRelu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: LeakyReluOptions,
) => tf.Tensor = defineActivation(
  'leakyRelu',
  (input, { negativeSlope = 0.2 }: LeakyReluOptions) =>
    tf.leakyRelu(input, finite('leakyRelu: negativeSlope', negativeSlope)),
  ['negativeSlope'],
);

export interface EluOptions {
  /** The negative of the limit for large negative inputs. The default is 1. */
  readonly alpha?: number;
}

/** The input where it is positive, and `alpha * (exp(x) - 1)` elsewhere, by Clevert et al. (2016). */
export const elu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: EluOptions,
) => tf.Tensor = defineActivation(
  'elu',
  (input, { alpha = 1 }: EluOptions) => {
    finite('elu: alpha', alpha);
    const unscaled = tf.elu(input);
    return alpha === 1 ? unscaled : tf.where(tf.greaterEqual(0, input), tf.mul(unscaled, alpha), unscaled);
  },
  ['alpha'],
);

export interface CeluOptions {
  /** The negative of the limit for large negative inputs. The default is 1. */
  readonly alpha?: number;
}

/** `max(x, 0) + alpha * (exp(min(x, 0) / alpha) - 1)`, by Barron (2017). */
export const celu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: CeluOptions,
) => tf.Tensor = defineActivation(
  'celu',
  (input, { alpha = 1 }: CeluOptions) => {
    positive('celu: alpha', alpha);
    // `maximum`, not `relu`: at 0 both parts have a slope, which makes two, as in Keras on TensorFlow.
    const below = tf.mul(tf.expm1(tf.div(tf.minimum(input, 0), alpha)), alpha);
    return tf.add(tf.maximum(input, 0), below);
  },
  ['alpha'],
);

/** The two numbers that keep mean and variance the same from layer to layer. */
const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** `scale * x` where it is positive, and `scale * alpha * (exp(x) - 1)` elsewhere, by Klambauer et al. (2017). */
export const selu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('selu', (input) => {
  // At 0 the slope is `scale`, as in Keras; that of `tf.selu` is `scale * alpha`.
  const unscaled = tf.elu(input);
  return tf.where(tf.greaterEqual(input, 0), tf.mul(unscaled, scale), tf.mul(unscaled, scale * alpha));
});

export interface ThresholdOptions {
  /** The value that inputs have to be above. */
  readonly threshold: number;
  /** The output for inputs that are not above the threshold. */
  readonly defaultValue: number;
}

/** The input where it is above `threshold`, and `defaultValue` elsewhere. */
export const threshold: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options: ThresholdOptions,
) => tf.Tensor = defineActivation(
  'threshold',
  (input, options: ThresholdOptions) => {
    finite('threshold: threshold', options.threshold);
    finite('threshold: defaultValue', options.defaultValue);
    const isReplaced = tf.greaterEqual(options.threshold, input);
    return tf.where(isReplaced, tf.fill(input.shape, options.defaultValue), input);
  },
  ['threshold', 'defaultValue'],
);

export interface HardShrinkOptions {
  /** The magnitude up to which inputs become 0. The default is 0.5. */
  readonly threshold?: number;
}

/** The input, but 0 where it is no farther from 0 than `threshold`. */
export const hardShrink: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: HardShrinkOptions,
) => tf.Tensor = defineActivation(
  'hardShrink',
  (input, { threshold = 0.5 }: HardShrinkOptions) => {
    finite('hardShrink: threshold', threshold);
    return tf.where(tf.greaterEqual(threshold, tf.abs(input)), tf.zerosLike(input), input);
  },
  ['threshold'],
);

export interface SoftShrinkOptions {
  /** The magnitude up to which inputs become 0. The default is 0.5. */
  readonly threshold?: number;
}

/** The input, nearer to 0 by `threshold`, and 0 where it is no farther from it than that. */
export const softShrink: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: SoftShrinkOptions,
) => tf.Tensor = defineActivation(
  'softShrink',
  (input, { threshold = 0.5 }: SoftShrinkOptions) => {
    nonNegative('softShrink: threshold', threshold);
    return tf.sub(tf.relu(tf.sub(input, threshold)), tf.relu(tf.sub(-threshold, input)));
  },
  ['threshold'],
);

/** `x - tanh(x)`. */
export const tanhShrink: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('tanhShrink', (input) => tf.sub(input, tf.tanh(input)));
