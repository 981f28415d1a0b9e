import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../activations/activation.js';
import type { DataFormat } from '../../types/data-format.js';
import { inChannelsLast } from '../in-channels-last.js';

/**
 * What `compute` makes of images with their channels last, plus a bias for each channel of it, activated.
 *
 * The activation sees what comes out in the data format of the layer, as in Keras: `softmax` is over the last axis.
 */
export function withBias(
  input: tf.Tensor,
  bias: tf.Tensor | null,
  { dataFormat, activation }: { readonly dataFormat: DataFormat; readonly activation: Activation },
  compute: (images: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const sums = inChannelsLast(input, dataFormat, (images) => {
    const computed = compute(images);
    return bias === null ? computed : tf.add(computed, bias);
  });
  return activation(sums);
}
