import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { ArgumentError } from '../../errors.js';
import type { SpatialRank } from '../../types/data-format.js';
import { type Fill, fill } from '../../types/mismatch.js';
import {
  type LessOnEach,
  lessOnEach,
  type PerAxis,
  perAxis,
  type ShowPerAxis,
  showPerAxis,
} from '../../types/per-axis.js';
import { dilated } from '../../types/window.js';
import {
  type ConvolutionOptions,
  checkDilation,
  configureMovement,
  convolutionDefaults,
  type GivenMovement,
  type KernelMovement,
} from './convolution-options.js';
import { convolve } from './convolve.js';

/** How the kernel of a transposed convolution moves, as users say it. */
export interface GivenTransposedMovement extends GivenMovement<'valid' | 'same'> {
  readonly outputPadding?: PerAxis | null;
}

/** The options of a transposed convolution, as users give them. */
export interface GivenTransposed extends ConvolutionOptions, GivenTransposedMovement {
  readonly filters: number;
  readonly kernelSize: PerAxis;
}

/** How the kernel of a transposed convolution moves, with a number for each axis. */
export interface TransposedMovement extends KernelMovement<'valid' | 'same'> {
  readonly outputPadding: readonly number[] | null;
}

/** All options of a transposed convolution, checked and filled in. */
export interface TransposedConfiguration extends Required<ConvolutionOptions>, TransposedMovement {
  readonly filters: number;
}

/** Checks the options of a transposed convolution over `rank` axes, and fills in Keras' defaults. */
export function configureTransposed(
  layer: string,
  rank: SpatialRank,
  { outputPadding = null, ...given }: GivenTransposed,
): TransposedConfiguration {
  const configuration = {
    ...withDefaults(layer, convolutionDefaults, given),
    ...configureMovement(layer, rank, ['valid', 'same'], given),
    filters: checkSize(`${layer}: filters`, given.filters),
    outputPadding: outputPadding === null ? null : perAxis(`${layer}: outputPadding`, outputPadding, rank, 0),
  };
  checkDilation(layer, given.strides, given.dilationRate);
  if (outputPadding !== null && !lessOnEach(configuration.outputPadding ?? [], configuration.strides)) {
    const values = { layer, extra: showPerAxis(outputPadding), strides: showPerAxis(given.strides ?? 1) };
    throw new ArgumentError(fill(tooLong, values));
  }
  return configuration;
}

const tooLong =
  '{layer}: outputPadding expects numbers less than the strides (received {extra} with strides of {strides})';

/** By how much the output is made longer, or why that is too much. */
export type CheckedOutputPadding<Layer extends string, Strides extends PerAxis, Extra extends PerAxis | null> =
  LessOnEach<Extra, Strides> extends false
    ? Fill<typeof tooLong, { layer: Layer; extra: ShowPerAxis<Extra>; strides: ShowPerAxis<Strides> }>
    : Extra;

/** How a kernel moves over what comes out, and how large that is. */
interface TransposedMove extends Pick<TransposedMovement, 'strides' | 'padding' | 'dilationRate'> {
  readonly sizes: readonly number[];
}

/**
 * The transpose of a convolution of images: every pixel of (batch, height, width, channels) adds the kernel of (height,
 * width, filters, channels), times its channels, to where it would have seen it in (batch, ...sizes, filters).
 */
function convolveTransposed(image: tf.Tensor, kernel: tf.Tensor, move: TransposedMove): tf.Tensor {
  return move.dilationRate.some((rate) => rate > 1)
    ? convolveTurned(image, kernel, move)
    : convolveBack(image as tf.Tensor4D, kernel as tf.Tensor4D, move);
}

/** How many pixels of all that the kernel reaches are before those that come out, on one axis. */
function beyondStart(reached: number, size: number, padding: 'valid' | 'same'): number {
  return padding === 'valid' ? 0 : Math.floor(Math.max(0, reached - size) / 2);
}

/** With strides: by the gradient that the convolution has. */
function convolveBack(image: tf.Tensor4D, kernel: tf.Tensor4D, { strides, padding, sizes }: TransposedMove): tf.Tensor {
  const places = image.shape.slice(1, 3);
  const pace = strides as [number, number];
  const convolveTo = ([height, width]: readonly number[], mode: 'valid' | 'same') => {
    const shape: tf.Tensor4D['shape'] = [image.shape[0], height as number, width as number, kernel.shape[2]];
    return tf.conv2dTranspose(image, kernel, shape, pace, mode);
  };
  const isConvolved = sizes.every((size, axis) => Math.ceil(size / (pace[axis] as number)) === places[axis]);
  if (padding === 'valid' || isConvolved) return convolveTo(sizes, padding);
  // No convolution has so many places on an output that is so small: what it is too small for goes.
  const reached = places.map((count, axis) => (count - 1) * (pace[axis] as number) + (kernel.shape[axis] as number));
  const starts = reached.map((all, axis) => beyondStart(all, sizes[axis] as number, padding));
  const whole = convolveTo(
    reached.map((all, axis) => Math.max(all, sizes[axis] as number)),
    'valid',
  );
  return tf.slice(whole, [0, ...starts, 0], [-1, ...sizes, -1]);
}

/** With dilation, and so without strides: by a convolution with the kernel turned by half a turn. */
function convolveTurned(image: tf.Tensor, kernel: tf.Tensor, { padding, dilationRate, sizes }: TransposedMove) {
  const around = sizes.map((size, axis): [number, number] => {
    const places = image.shape[axis + 1] as number;
    const reach = dilated(kernel.shape[axis] as number, dilationRate[axis] as number) - 1;
    const before = reach - beyondStart(places + reach, size, padding);
    return [before, size + reach - places - before];
  });
  const padded = tf.pad(image, [[0, 0], ...around, [0, 0]]);
  const turned = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
  return convolve(padded, turned, { strides: [1, 1], padding: 'valid', dilationRate, groups: 1 });
}

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
