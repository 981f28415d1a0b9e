import * as tf from '@tensorflow/tfjs-core';
import { convolveAxes } from './convolve-axes.js';
import type { KernelMovement } from './kernel-movement.js';

/**
 * Convolves each channel of (batch, ...spatial axes, channels) on its own, with a kernel of (...spatial axes, channels,
 * multiplier); gives (batch, ...spatial axes, channels * multiplier).
 */
export function convolveChannels(
  input: tf.Tensor,
  kernel: tf.Tensor,
  movement: KernelMovement<'valid' | 'same'>,
): tf.Tensor {
  const spatial = kernel.shape.slice(0, -2);
  const channels = kernel.shape.at(-2) as number;
  return convolveAxes(input, tf.reshape(kernel, [...spatial, 1, -1]), { ...movement, groups: channels });
}
