import type * as tf from '@tensorflow/tfjs-core';

/** What a softmax or a sigmoid was applied to. */
export interface Logits {
  readonly logits: tf.Tensor;
  readonly activation: 'softmax' | 'sigmoid';
}

/** What is known of tensors that live; it goes when they go. */
const origins = new WeakMap<tf.Tensor, Logits>();

/** Remembers what a tensor was made from: losses compute more exactly, and faster, from logits than from probabilities. */
export function rememberLogits<Output extends tf.Tensor>(output: Output, origin: Logits): Output {
  origins.set(output, origin);
  return output;
}

/** What the tensor was made from, if by a softmax or a sigmoid. */
export function logitsOf(output: tf.Tensor): Logits | undefined {
  return origins.get(output);
}
