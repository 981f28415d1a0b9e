import * as tf from '@tensorflow/tfjs-core';

/** How a window moves over height and width. */
export interface Movement {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilationRate: readonly [number, number];
  readonly padding: 'valid' | 'same';
}

/** A pixel that a window covers: where it is in the image, and in the window. */
interface Pixel {
  readonly at: readonly [number, number];
  readonly inWindow: readonly [number, number];
}

type Reduce = (pixels: readonly Pixel[], sample: number, channel: number) => number;

/** Computes images of `channels` channels from the pixels of each window, by the definition of TensorFlow's paddings. */
function slide(
  shape: readonly number[],
  { size, strides, dilationRate, padding }: Movement,
  channels: number,
  reduce: Reduce,
) {
  const [batch = 0, ...spatial] = shape.slice(0, 3);
  const axes = [0, 1].map((axis) => {
    const [length, stride, rate] = [spatial[axis], strides[axis], dilationRate[axis]] as [number, number, number];
    const extent = ((size[axis] as number) - 1) * rate + 1;
    const places = padding === 'same' ? Math.ceil(length / stride) : Math.ceil((length - extent + 1) / stride);
    const around = padding === 'same' ? Math.max((places - 1) * stride + extent - length, 0) : 0;
    return Array.from({ length: places }, (_, place) => {
      const start = place * stride - Math.floor(around / 2);
      const covered = Array.from({ length: size[axis] as number }, (_, inWindow) => ({
        at: start + inWindow * rate,
        inWindow,
      }));
      return covered.filter(({ at }) => at >= 0 && at < length);
    });
  });
  const [rows = [], columns = []] = axes;
  const output = tf.buffer([batch, rows.length, columns.length, channels]);
  for (let sample = 0; sample < batch; sample++) {
    rows.forEach((row, y) => {
      columns.forEach((column, x) => {
        const pixels = row.flatMap((down) =>
          column.map((right): Pixel => ({ at: [down.at, right.at], inWindow: [down.inWindow, right.inWindow] })),
        );
        for (let channel = 0; channel < channels; channel++) {
          output.set(reduce(pixels, sample, channel), sample, y, x, channel);
        }
      });
    });
  }
  return output.toTensor();
}

/** The convolution of (batch, height, width, channels) with (height, width, channels / groups, filters), number by number. */
export function naiveConvolution(image: tf.Tensor, kernel: tf.Tensor, movement: Movement, groups: number): tf.Tensor {
  const [pixels, weights] = [image.bufferSync(), kernel.bufferSync()];
  const [perGroup, filters] = kernel.shape.slice(2) as [number, number];
  return slide(image.shape, movement, filters, (covered, sample, filter) => {
    const first = Math.floor(filter / (filters / groups)) * perGroup;
    let sum = 0;
    for (const { at, inWindow } of covered) {
      for (let channel = 0; channel < perGroup; channel++) {
        sum += pixels.get(sample, ...at, first + channel) * weights.get(...inWindow, channel, filter);
      }
    }
    return sum;
  });
}

/** A pooling of (batch, height, width, channels), number by number. */
export function naivePooling(
  image: tf.Tensor,
  movement: Movement,
  reduce: (numbers: readonly number[]) => number,
): tf.Tensor {
  const pixels = image.bufferSync();
  return slide(image.shape, movement, image.shape[3] as number, (covered, sample, channel) =>
    reduce(covered.map(({ at }) => pixels.get(sample, ...at, channel))),
  );
}
