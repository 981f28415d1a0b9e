import * as tf from '@tensorflow/tfjs-core';
import type { Gradient } from './gradient-functions.js';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
}

/** The shape of images: batch, height, width, channels. */
type ImageShape = [number, number, number, number];

/** How far apart the windows of a pooling are. */
interface Strides {
  readonly strideHeight: number;
  readonly strideWidth: number;
}

/**
 * The gradient of max pooling: each window's goes to its first maximum, row by row. The kernels of graphics cards give it to another
 * one, or to none, where values are equal.
 *
 * The windows' elements in one place are one tensor, so that there are a few operations for each place.
 */
function maxPoolGradient(dy: tf.Tensor4D, x: tf.Tensor4D, y: tf.Tensor4D, attributes: PoolAttributes): tf.Tensor {
  const { filterSize, strides, pad } = attributes;
  const info = tf.backend_util.computePool2DInfo(x.shape, filterSize, strides, 1, pad);
  const { strideHeight, strideWidth, filterHeight, filterWidth, outHeight, outWidth, padInfo } = info;
  const [batch, height, width, channels] = x.shape;
  const { top, left } = padInfo;
  const span: ImageShape = [batch, outHeight * strideHeight, outWidth * strideWidth, channels];
  // So large that the elements of each place are one slice.
  const tall = Math.max(top + height, span[1] + filterHeight);
  const wide = Math.max(left + width, span[2] + filterWidth);
  const around = padded(x, [top, tall - top - height], [left, wide - left - width], Number.NEGATIVE_INFINITY);
  let free: tf.Tensor = tf.onesLike(y);
  let sum: tf.Tensor = tf.zerosLike(around);
  for (let place = 0; place < filterHeight * filterWidth; place++) {
    const [row, column] = [Math.floor(place / filterWidth), place % filterWidth];
    const elements = everyWindow(tf.slice(around, [0, row, column, 0], span), y.shape, info);
    const chosen = tf.mul(tf.cast(tf.equal(elements, y), 'float32'), free);
    free = tf.sub(free, chosen);
    const spread = apart(tf.mul(dy, chosen), span, info);
    sum = tf.add(sum, padded(spread, [row, tall - row - span[1]], [column, wide - column - span[2]], 0));
  }
  return tf.slice(sum, [0, top, left, 0], x.shape);
}

function padded(x: tf.Tensor4D, rows: [number, number], columns: [number, number], value: number): tf.Tensor4D {
  return tf.pad(x, [[0, 0], rows, columns, [0, 0]], value);
}

/** The first element of each window of a span in which windows lie side by side. */
function everyWindow(x: tf.Tensor4D, shape: ImageShape, { strideHeight, strideWidth }: Strides): tf.Tensor4D {
  const [batch, rows, columns, channels] = shape;
  const all = columns * strideWidth * channels;
  const firstRows = tf.slice(tf.reshape(x, [batch * rows, strideHeight, all]), [0, 0, 0], [batch * rows, 1, all]);
  const windows = batch * rows * columns;
  const first = tf.slice(tf.reshape(firstRows, [windows, strideWidth, channels]), [0, 0, 0], [windows, 1, channels]);
  return tf.reshape(first, shape);
}

/** One element for each window, at the beginning of that window in the span. */
function apart(x: tf.Tensor4D, span: ImageShape, { strideHeight, strideWidth }: Strides): tf.Tensor4D {
  const [batch, rows, columns, channels] = x.shape;
  const across = tf.pad(tf.reshape(x, [batch * rows * columns, 1, channels]), [
    [0, 0],
    [0, strideWidth - 1],
    [0, 0],
  ]);
  const down = tf.reshape(across, [batch * rows, 1, columns * strideWidth * channels]);
  return tf.reshape(
    tf.pad(down, [
      [0, 0],
      [0, strideHeight - 1],
      [0, 0],
    ]),
    span,
  );
}

const ours: Gradient = (dy, [x, y], { filterSize, strides, pad }) => ({
  x: () =>
    maxPoolGradient(dy as tf.Tensor4D, x as tf.Tensor4D, y as tf.Tensor4D, {
      filterSize: filterSize as PoolAttributes['filterSize'],
      strides: strides as PoolAttributes['strides'],
      pad: pad as PoolAttributes['pad'],
    }),
});

/** The rules that have been replaced. */
const replaced = new WeakSet<tf.GradConfig>();

/** Uses this gradient on the backends of graphics cards, and the one before on others. */
export function registerMaxPoolGradient(): void {
  const before = tf.getGradient('MaxPool');
  if (replaced.has(before)) return;
  const config: tf.GradConfig = {
    ...before,
    gradFunc: (dy, saved, attributes) => {
      const isGraphics = ['webgl', 'webgpu'].includes(tf.getBackend());
      return isGraphics ? ours(dy as tf.Tensor, saved, attributes) : before.gradFunc(dy, saved, attributes);
    },
  };
  replaced.add(config);
  tf.unregisterGradient('MaxPool');
  tf.registerGradient(config);
}
