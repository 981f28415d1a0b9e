import * as tf from '@tensorflow/tfjs-core';
import { defineActivation } from './define-activation.js';

/** `1 / (1 + exp(-x))`. */
export const sigmoid: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('sigmoid', (input) => tf.sigmoid(input));

/** `relu6(x + 3) / 6`: a sigmoid made of straight lines. */
export const hardSigmoid: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('hardSigmoid', (input) => tf.div(tf.relu6(tf.add(input, 3)), 6));

/** 0 up to -1, 1 from 1 on, and a straight line between the two. */
export const sparseSigmoid: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('sparseSigmoid', (input) => {
  // Not `clipByValue`, whose slope at the bounds is not 0.
  const fromBelow = tf.where(tf.greaterEqual(-1, input), tf.fill(input.shape, -1), input);
  const bounded = tf.where(tf.greaterEqual(input, 1), tf.onesLike(input), fromBelow);
  return tf.div(tf.add(bounded, 1), 2);
});

/** The logarithm of the sigmoid. */
export const logSigmoid: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('logSigmoid', (input) => {
  // The gradient of `tf.logSigmoid` uses its input after it may have been disposed.
  return tf.neg(tf.softplus(tf.neg(input)));
});

/** The hyperbolic tangent. */
export const tanh: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('tanh', (input) => tf.tanh(input));

/** The input, but no less than -1 and no more than 1. */
export const hardTanh: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('hardTanh', (input) => tf.clipByValue(input, -1, 1));

/** `x / (abs(x) + 1)`. */
export const softsign: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('softsign', (input) => tf.div(input, tf.add(tf.abs(input), 1)));

/** The exponential function. */
export const exponential: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('exponential', (input) => tf.exp(input));

/** The input unchanged. */
export const linear: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('linear', (input) => input);
