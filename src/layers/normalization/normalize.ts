import * as tf from '@tensorflow/tfjs-core';

/** The mean and the variance along axes, which stay with a size of 1. */
export function momentsAlong(
  input: tf.Tensor,
  axes: readonly number[],
): { readonly mean: tf.Tensor; readonly variance: tf.Tensor } {
  const mean = tf.mean(input, [...axes], true);
  return { mean, variance: tf.mean(tf.square(tf.sub(input, mean)), [...axes], true) };
}

/** What a normalization works with; all broadcast to the input. */
export interface Normalizer {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
  readonly gamma: tf.Tensor | null;
  readonly beta: tf.Tensor | null;
  readonly epsilon: number;
}

/** `gamma * (x - mean) / sqrt(variance + epsilon) + beta` */
export function normalize(input: tf.Tensor, { mean, variance, gamma, beta, epsilon }: Normalizer): tf.Tensor {
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scale = gamma === null ? inverse : tf.mul(inverse, gamma);
  const centered = tf.mul(tf.sub(input, mean), scale);
  return beta === null ? centered : tf.add(centered, beta);
}
