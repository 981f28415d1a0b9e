import { expect, expectTypeOf, it } from 'vitest';
import { type Images, scalePixels } from '../../src/datasets/index.js';

it('scalePixels brings bytes to 0 to 1, and keeps what is given', () => {
  const images: Images<Uint8Array, 1, 3> = { data: Uint8Array.of(0, 51, 255), shape: [1, 1, 3] };
  const scaled = scalePixels(images);
  expectTypeOf(scaled).toEqualTypeOf<Images<Float32Array, 1, 3>>();
  expect(scaled).toEqual({ data: Float32Array.of(0, 0.2, 1), shape: [1, 1, 3] });
  expect(images.data).toEqual(Uint8Array.of(0, 51, 255));
});
