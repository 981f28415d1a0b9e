import * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../types/data-format.js';
import { convolveAxes, type Movement } from '../convolution/convolve-axes.js';
import { inChannelsLast } from '../in-channels-last.js';

/** How the kernels of the gates move, and where channels stand. */
export interface GateMovement extends Movement {
  readonly dataFormat: DataFormat;
}

/** The axis of the channels, of images of so many axes, the batch included. */
export function channelAxis(dataFormat: DataFormat, rank: number): number {
  return dataFormat === 'channelsFirst' ? 1 : rank - 1;
}

/**
 * Convolves images for all gates, which have their filters side by side in the kernel, as their results have their channels.
 *
 * @param factors what each gate has the images multiplied by, for itself; `null` where there is no dropout.
 */
export function convolveGates(
  images: tf.Tensor,
  { kernel, bias }: { readonly kernel: tf.Tensor; readonly bias: tf.Tensor | null },
  factors: readonly tf.Tensor[] | null,
  movement: GateMovement,
): tf.Tensor {
  const { dataFormat } = movement;
  const convolved = (seen: tf.Tensor, filters: tf.Tensor, added: tf.Tensor | null | undefined) =>
    inChannelsLast(seen, dataFormat, (image) => {
      const sums = convolveAxes(image, filters, movement);
      return added ? tf.add(sums, added) : sums;
    });
  if (factors === null) return convolved(images, kernel, bias);
  const kernels = tf.split(kernel, factors.length, -1);
  const biases = bias === null ? [] : tf.split(bias, factors.length);
  const ofGates = factors.map((factor, gate) =>
    convolved(tf.mul(images, factor), kernels[gate] as tf.Tensor, biases[gate]),
  );
  return tf.concat(ofGates, channelAxis(dataFormat, images.rank));
}
