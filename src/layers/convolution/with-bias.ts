import * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../types/data-format.js';
import { inChannelsLast } from '../in-channels-last.js';

/**
 * The result of `compute` for images with their channels last, plus a bias for each channel, in the data format of the layer.
 *
 * The activation that follows sees this format, as in Keras: `softmax` is over the last axis.
 */
export function withBias(
  input: tf.Tensor,
  bias: tf.Tensor | null,
  { dataFormat }: { readonly dataFormat: DataFormat },
  compute: (images: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return inChannelsLast(input, dataFormat, (images) => {
    const computed = compute(images);
    return bias === null ? computed : tf.add(computed, bias);
  });
}
