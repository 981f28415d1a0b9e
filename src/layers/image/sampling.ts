import type { AffineMap } from './affine-map.js';
import { type FillMode, placeInside } from './fill-mode.js';
import type { HeightWidth } from './image-axes.js';

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
