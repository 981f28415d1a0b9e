import * as tf from '@tensorflow/tfjs-core';
import { DataError, received } from '../errors.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { show } from '../types/shape.js';

/** A picture: rows of pixels, each of so many channels of 0 to 255. */
interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** The most pixels of a picture, in millions. */
const mostMegapixels = 100;

/** Whether bytes begin as a PNG or a JPEG does. */
export function isImage(bytes: Uint8Array): boolean {
  return isPng(bytes) || isJpeg(bytes);
}

const isPng = (bytes: Uint8Array) => [0x89, 0x50, 0x4e, 0x47].every((byte, index) => bytes[index] === byte);
const isJpeg = (bytes: Uint8Array) => [0xff, 0xd8, 0xff].every((byte, index) => bytes[index] === byte);

/**
 * A picture as data for an input: of its size and channels, in values of 0 to 255.
 *
 * @param place The file in errors.
 * @throws DataError if it cannot be read, or the input is not one of images.
 */
export async function imageTensor(bytes: Uint8Array, place: string, input: SymbolicTensor): Promise<tf.Tensor4D> {
  const [, ...sizes] = input.shape;
  const isFirst = sizes.length === 3 && isChannels(sizes[0]) && !isChannels(sizes[2]);
  const [height, width, channels] = isFirst ? [sizes[1], sizes[2], sizes[0]] : sizes;
  if (sizes.length !== 3 || !isChannels(channels)) {
    const expected = 'an image only for inputs of images, of 1, 3 or 4 channels';
    throw new DataError(`${place} expects ${expected} (received one for ${show(input.shape)})`);
  }
  const picture = await decoded(bytes, place);
  return tf.tidy(() => {
    const image = withChannels(picture, channels);
    const size = [height, width].map((wanted, axis) => (typeof wanted === 'number' ? wanted : image.shape[axis + 1]));
    // As Keras' Resizing does by default.
    const scaled = tf.image.resizeBilinear(image, size as [number, number], false, true);
    const typed = input.dtype === 'int32' ? tf.cast(tf.round(scaled), 'int32') : scaled;
    return isFirst ? tf.transpose(typed, [0, 3, 1, 2]) : typed;
  });
}

function isChannels(size: unknown): size is number {
  return size === 1 || size === 3 || size === 4;
}

async function decoded(bytes: Uint8Array, place: string): Promise<Picture> {
  try {
    return isPng(bytes) ? await decodedPng(bytes) : await decodedJpeg(bytes);
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${place} expects an image that can be read (received ${reason})`, { cause: error });
  }
}

async function decodedJpeg(bytes: Uint8Array): Promise<Picture> {
  const { default: jpeg } = await import('jpeg-js');
  const limits = { maxResolutionInMP: mostMegapixels, maxMemoryUsageInMB: 2048 };
  const { width, height, data } = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false, ...limits });
  return { height, width, channels: 3, values: Float32Array.from(data) };
}

async function decodedPng(bytes: Uint8Array): Promise<Picture> {
  const { decode, convertIndexedToRgb } = await import('fast-png');
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels = header.getUint32(16) * header.getUint32(20);
  if (pixels > mostMegapixels * 1e6) {
    throw new DataError(`an image expects at most ${mostMegapixels} million pixels (received ${received(pixels)})`);
  }
  const png = decode(bytes);
  const { width, height, depth, palette } = png;
  if (palette !== undefined) {
    const channels = palette[0]?.length ?? 3;
    return { height, width, channels, values: Float32Array.from(convertIndexedToRgb(png)) };
  }
  const unit = 255 / (2 ** depth - 1);
  const { channels } = png;
  const row = Math.ceil((width * channels * depth) / 8);
  const perByte = 8 / depth;
  // Pixels of less than a byte are packed, each row by itself, the first in the highest bits.
  const valueAt = (index: number) => {
    if (depth >= 8) return png.data[index] as number;
    const [y, x] = [Math.floor(index / (width * channels)), index % (width * channels)];
    const byte = png.data[y * row + Math.floor(x / perByte)] as number;
    return (byte >> (8 - depth * ((x % perByte) + 1))) & (2 ** depth - 1);
  };
  const values = Float32Array.from({ length: width * height * channels }, (_, index) => unit * valueAt(index));
  return { height, width, channels, values };
}

/** The picture with 1, 3 or 4 channels: grey by the luminance of colours, and opaque where nothing is said. */
function withChannels({ height, width, channels, values }: Picture, wanted: number): tf.Tensor4D {
  const image = tf.tensor4d(values, [1, height, width, channels]);
  const hasAlpha = channels === 2 || channels === 4;
  const colour = tf.slice(image, [0, 0, 0, 0], [1, height, width, hasAlpha ? channels - 1 : channels]);
  if (wanted === 1) {
    const grey = colour.shape[3] === 1 ? colour : tf.sum(tf.mul(colour, [0.299, 0.587, 0.114]), 3, true);
    return grey as tf.Tensor4D;
  }
  const rgb = colour.shape[3] === 3 ? colour : tf.tile(colour, [1, 1, 1, 3]);
  if (wanted === 3) return rgb;
  const alpha = hasAlpha
    ? tf.slice(image, [0, 0, 0, channels - 1], [1, height, width, 1])
    : tf.fill([1, height, width, 1], 255);
  return tf.concat([rgb, alpha], 3) as tf.Tensor4D;
}
