import * as tf from '@tensorflow/tfjs-core';

/** Reduces what a window covers of (batch, ...spatial axes, channels) to one number. */
export type Pool = (
  input: tf.Tensor,
  size: readonly number[],
  strides: readonly number[],
  padding: 'valid' | 'same',
) => tf.Tensor;

/** The same for images only: `tf.maxPool` and its like. */
type PoolImages = (
  images: tf.Tensor4D,
  size: [number, number],
  strides: [number, number],
  padding: 'valid' | 'same',
) => tf.Tensor;

/**
 * A pooling over any axes from one of images, which takes one or two axes at a time.
 *
 * The mean of all is the mean of the means of each row, and likewise for other reductions.
 */
export function poolAxes(poolImages: PoolImages): Pool {
  return pool;

  function pool(...[input, size, strides, padding]: Parameters<Pool>): tf.Tensor {
    const [batch = 0, first = 0, ...rest] = input.shape.slice(0, -1);
    const channels = input.shape.at(-1) as number;
    const [extent = 1, ...extents] = size;
    const [pace = 1, ...paces] = strides;
    const poolAs = (sizes: readonly number[], windows: readonly number[], steps: readonly number[]) => {
      const images = tf.reshape<tf.Rank.R4>(input, [...sizes, channels] as [number, number, number, number]);
      return poolImages(images, windows as [number, number], steps as [number, number], padding);
    };
    if (rest.length === 1) return poolAs([batch, first, ...rest], size, strides);
    if (rest.length === 0) return tf.squeeze(poolAs([batch, first, 1], [extent, 1], [pace, 1]), [2]);
    const frames = poolAs([batch * first, ...rest], extents, paces);
    const [, rows = 0, columns = 0] = frames.shape;
    const steps = tf.reshape(frames, [batch, first, rows * columns * channels]);
    const pooled = pool(steps, [extent], [pace], padding);
    return tf.reshape(pooled, [batch, pooled.shape[1] as number, rows, columns, channels]);
  }
}
