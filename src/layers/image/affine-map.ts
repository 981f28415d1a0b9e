import type { HeightWidth } from './image-axes.js';

/**
 * Where each pixel of an image is taken from: `(x, y)` from `(a x + b y + c, d x + e y + f)`.
 *
 * They are floats of 32 bits, as in Keras: where a pixel is taken from jumps at some places, and there the last bit decides.
 */
export type AffineMap = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Turns by an angle in radians around the middle, against the clock. */
export function rotation(angle: number, [height, width]: HeightWidth): AffineMap {
  const [cos, sin] = [Math.fround(Math.cos(angle)), Math.fround(Math.sin(angle))];
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [cos, -sin, difference(x, x * cos, -y * sin), sin, cos, difference(y, x * sin, y * cos)];
}

/** Moves to the right and down by a number of pixels. */
export function translation(right: number, down: number): AffineMap {
  return [1, 0, Math.fround(-right), 0, 1, Math.fround(-down)];
}

/** Shows as many times more of the image, smaller, around the middle; less, and larger, where that is less than 1. */
export function zoom(alongWidth: number, alongHeight: number, [height, width]: HeightWidth): AffineMap {
  const [a, e] = [Math.fround(alongWidth), Math.fround(alongHeight)];
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [a, 0, Math.fround(x * Math.fround(1 - a)), 0, e, Math.fround(y * Math.fround(1 - e))];
}

/** Moves each row to the left by `alongX` of its distance from the top, and each column up by `alongY` of that from the left. */
export function shear(alongX: number, alongY: number): AffineMap {
  return [1, Math.fround(alongX), 0, Math.fround(alongY), 1, 0];
}

/** Puts left what is right, or above what is below, or both, or neither. */
export function reflection(horizontal: boolean, vertical: boolean, [height, width]: HeightWidth): AffineMap {
  const [a, c] = horizontal ? [-1, width - 1] : [1, 0];
  const [e, f] = vertical ? [-1, height - 1] : [1, 0];
  return [a, 0, c, 0, e, f] as readonly number[] as AffineMap;
}

function difference(whole: number, ofX: number, ofY: number): number {
  return Math.fround(Math.fround(whole - Math.fround(ofX)) - Math.fround(ofY));
}
