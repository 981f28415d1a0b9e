import * as tf from '@tensorflow/tfjs-core';
import { samePadding } from '../same-padding.js';

type Sizes = [height: number, width: number];

/**
 * The mean of each window over (batch, height, width, channels); what padding adds does not count.
 *
 * `tf.avgPool` computes the same, but the gradient that it has divides by the size of the whole window at the edges too.
 */
export function averagePool(images: tf.Tensor4D, size: Sizes, strides: Sizes, padding: 'valid' | 'same'): tf.Tensor {
  const [, height, width] = images.shape;
  const rows = alongAxis(height, size[0], strides[0]);
  const columns = alongAxis(width, size[1], strides[1]);
  if (padding === 'valid' || (rows.isWhole && columns.isWhole)) return tf.avgPool(images, size, strides, 'valid');
  const padded = tf.pad(images, [[0, 0], rows.padding, columns.padding, [0, 0]]) as tf.Tensor4D;
  const factors = tf.mul(
    tf.tensor(rows.factors, [rows.factors.length, 1, 1]),
    tf.tensor(columns.factors, [columns.factors.length, 1]),
  );
  return tf.mul(tf.avgPool(padded, size, strides, 'valid'), factors);
}

/** The padding of one axis, and by what a mean with it is to be multiplied at each place to be one without. */
function alongAxis(size: number, extent: number, stride: number) {
  const [before, after] = samePadding(size, extent, stride);
  const factors = Array.from({ length: Math.ceil(size / stride) }, (_, place) => {
    const start = place * stride - before;
    return extent / (Math.min(start + extent, size) - Math.max(start, 0));
  });
  return { padding: [before, after] as [number, number], factors, isWhole: before + after === 0 };
}
