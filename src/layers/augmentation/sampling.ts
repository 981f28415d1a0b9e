import type { HeightWidth } from '../preprocessing/images.js';

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

/** What lies beyond the edges of an image. */
export type FillMode = 'reflect' | 'wrap' | 'constant' | 'nearest';

/** All there are, for the checks of options. */
export const fillModes: readonly FillMode[] = ['reflect', 'wrap', 'constant', 'nearest'];

/** Where along an axis of `length` pixels a place is looked up, for each mode; `constant` leaves what is outside there. */
const placeInside: Readonly<Record<FillMode, (place: number, length: number) => number>> = {
  constant: (place) => place,
  nearest: clamped,
  reflect: (place, length) => {
    const phase = place - 2 * length * Math.floor(place / (2 * length));
    return clamped(phase < length ? phase : 2 * length - 1 - phase, length);
  },
  // TensorFlow counts the periods from pixel to pixel, not from edge to edge: it stays at an edge where both disagree.
  wrap: (place, length) => {
    if (length === 1) return 0;
    const periods = place < 0 ? Math.trunc(-place / (length - 1)) + 1 : 0;
    const after = place > length - 1 ? Math.trunc(place / (length - 1)) : 0;
    return clamped(place + length * (periods - after), length);
  },
};

function clamped(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}

/** How images are looked up between their pixels, and beyond their edges. */
export interface SamplingOptions {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: FillMode;
}

/** One of the pixels that each new pixel is made of, by its index in the batch, and what it counts. */
export interface Tap {
  readonly pixels: Int32Array;
  readonly weights: Float32Array;
}

/** What new images are made of: pixels, and how much comes from beyond the edges. */
export interface Sampling {
  readonly taps: readonly Tap[];
  readonly outside: Float32Array;
}

/** What each pixel of images is made of, when a map each says where it is taken from. */
export function sampling(maps: readonly AffineMap[], size: HeightWidth, options: SamplingOptions): Sampling {
  const count = maps.length * size[0] * size[1];
  const taps = Array.from({ length: options.interpolation === 'nearest' ? 1 : 4 }, () => ({
    pixels: new Int32Array(count),
    weights: new Float32Array(count),
  }));
  const made = { taps, outside: new Float32Array(count) };
  for (const [index, map] of maps.entries()) sample(map, index * size[0] * size[1], size, options, made);
  return made;
}

/** Fills in what the pixels of one image, from index `first` on, are made of. */
function sample(
  [a, b, c, d, e, f]: AffineMap,
  first: number,
  [height, width]: HeightWidth,
  { interpolation, fillMode }: SamplingOptions,
  { taps, outside }: Sampling,
): void {
  const inside = placeInside[fillMode];
  const isNearest = interpolation === 'nearest';
  let target = first;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const placeX = inside(along(a, x, b, y, c), width);
      const placeY = inside(along(d, x, e, y, f), height);
      const left = isNearest ? rounded(placeX) : Math.floor(placeX);
      const top = isNearest ? rounded(placeY) : Math.floor(placeY);
      for (let tap = 0; tap < taps.length; tap++) {
        // The pixels to the left above, to the right above, to the left below, to the right below.
        const column = left + (tap & 1);
        const row = top + (tap >> 1);
        const weight = isNearest ? 1 : (1 - Math.abs(placeX - column)) * (1 - Math.abs(placeY - row));
        const { pixels, weights } = taps[tap] as Tap;
        const isInside = column >= 0 && column < width && row >= 0 && row < height;
        pixels[target] = isInside ? first + row * width + column : first;
        weights[target] = isInside ? weight : 0;
        if (!isInside) outside[target] = (outside[target] as number) + weight;
      }
      target++;
    }
  }
}

/** In floats of 32 bits, as TensorFlow computes it: where a place is looked up jumps at some of them. */
function along(ofX: number, x: number, ofY: number, y: number, offset: number): number {
  return Math.fround(Math.fround(Math.fround(ofX * x) + Math.fround(ofY * y)) + offset);
}

/** Halves go away from 0. */
function rounded(place: number): number {
  return place < 0 ? Math.ceil(place - 0.5) : Math.floor(place + 0.5);
}
