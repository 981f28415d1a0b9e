import * as tf from '@tensorflow/tfjs-core';
import { dilated } from '../../types/window.js';
import { beyondStart, convolveTransposed, type TransposedMove } from './convolve-transposed.js';

/**
 * The transpose of a convolution: gives (batch, ...sizes, filters) of (batch, ...spatial axes, channels) and a kernel of
 * (...spatial axes, filters, channels); sequences as images of one row, volumes as images one behind the other.
 */
export function convolveTransposedAxes(input: tf.Tensor, kernel: tf.Tensor, move: TransposedMove): tf.Tensor {
  if (kernel.rank === 4) return convolveTransposed(input, kernel, move);
  return kernel.rank === 3 ? convolveSequence(input, kernel, move) : convolveVolume(input, kernel, move);
}

function convolveSequence(sequence: tf.Tensor, kernel: tf.Tensor, move: TransposedMove): tf.Tensor {
  const image = convolveTransposed(tf.expandDims(sequence, 1), tf.expandDims(kernel, 0), {
    padding: move.padding,
    strides: [1, ...move.strides],
    dilationRate: [1, ...move.dilationRate],
    sizes: [1, ...move.sizes],
  });
  return tf.squeeze(image, [1]);
}

/** What each slice of the kernel makes of all images of a volume, at the depths where it puts them, added up. */
function convolveVolume(volume: tf.Tensor, kernel: tf.Tensor, move: TransposedMove): tf.Tensor {
  const [stride = 1, ...strides] = move.strides;
  const [rate = 1, ...dilationRate] = move.dilationRate;
  const [size = 1, ...sizes] = move.sizes;
  const [batch = 0, depth = 0, ...image] = volume.shape;
  const [slices = 1, height = 1, width = 1, filters = 1, channels = 1] = kernel.shape;
  const allSlices = tf.reshape(tf.transpose(kernel, [1, 2, 0, 3, 4]), [height, width, slices * filters, channels]);
  const images = convolveTransposed(tf.reshape(volume, [batch * depth, ...image]), allSlices, {
    padding: move.padding,
    strides,
    dilationRate,
    sizes,
  });
  const before = beyondStart((depth - 1) * stride + dilated(slices, rate), size, move.padding);
  // A split into one part has no gradient that works.
  const parts = slices === 1 ? [images] : tf.split(images, slices, -1);
  const placed = parts.map((made, slice) => {
    const frames = tf.reshape(made, [batch, depth, -1]);
    const sources = Array.from({ length: size }, (_, place) => (place + before - slice * rate) / stride);
    return spreadFrames(frames, sources);
  });
  const sum = placed.reduce((total, one) => tf.add(total, one));
  return tf.reshape(sum, [batch, size, ...sizes, filters]);
}

/** The frames with given numbers, and empty ones where there is no such frame. */
function spreadFrames(frames: tf.Tensor, sources: readonly number[]): tf.Tensor {
  const empty = frames.shape[1] as number;
  const withEmpty = tf.pad(frames, [
    [0, 0],
    [0, 1],
    [0, 0],
  ]);
  const numbers = sources.map((source) => (Number.isInteger(source) && source >= 0 && source < empty ? source : empty));
  return tf.gather(withEmpty, tf.tensor1d(numbers, 'int32'), 1);
}
