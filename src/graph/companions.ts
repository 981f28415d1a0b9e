import * as tf from '@tensorflow/tfjs-core';
import { logitsOf, rememberLogits } from '../activations/logits.js';
import type { Value } from './behaviour.js';

const masks = new WeakMap<tf.Tensor, tf.Tensor>();

/** Which steps of a tensor count, where a layer has said it: `null` where all do. */
export function maskOf(tensor: tf.Tensor): tf.Tensor | null {
  return masks.get(tensor) ?? null;
}

/**
 * A value as a tensor of its own, which goes into other layers and into losses as if it had never left the graph: its mask
 * and its logits live as long as it does.
 */
export function withCompanions({ tensor, mask }: Value): tf.Tensor {
  const output = tf.clone(tensor);
  const origin = logitsOf(tensor);
  if (origin !== undefined) rememberLogits(output, { ...origin, logits: livingWith(output, origin.logits) });
  if (mask !== null) masks.set(output, livingWith(output, mask));
  return output;
}

/** A copy of a tensor that is freed when `output` is, and not before. */
export function livingWith<Companion extends tf.Tensor>(output: tf.Tensor, companion: Companion): Companion {
  const kept = tf.keep(tf.clone(companion));
  const dispose = output.dispose.bind(output);
  const disposeBoth = () => {
    dispose();
    kept.dispose();
  };
  Object.defineProperty(output, 'dispose', { value: disposeBoth, configurable: true });
  return kept as Companion;
}
