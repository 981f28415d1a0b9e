import fc from 'fast-check';
import type { Movement } from './naive-windows.js';

/** A convolution, the shape of images for it, and a seed for its numbers. */
export interface RandomConvolution extends Movement {
  readonly image: readonly [batch: number, height: number, width: number];
  readonly groups: number;
  readonly channelsPerGroup: number;
  readonly filtersPerGroup: number;
  readonly seed: number;
}

const pairOf = (largest: number) =>
  fc.tuple(fc.integer({ min: 1, max: largest }), fc.integer({ min: 1, max: largest }));

/** Convolutions that Keras takes: dilated or with strides, in groups or not, with windows that fit. */
export const randomConvolutions: fc.Arbitrary<RandomConvolution> = fc
  .record({
    image: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
    size: pairOf(4),
    padding: fc.constantFrom('valid', 'same'),
    groups: fc.constantFrom(1, 1, 2, 3),
    channelsPerGroup: fc.integer({ min: 1, max: 3 }),
    filtersPerGroup: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(1000),
  })
  .chain((one) => {
    const none = fc.constant([1, 1] as [number, number]);
    const moved = fc.oneof(
      fc.record({ strides: pairOf(3), dilationRate: none }),
      fc.record({ strides: none, dilationRate: pairOf(4) }),
    );
    return moved.map((movement) => ({ ...one, ...movement }) as RandomConvolution);
  })
  .filter(
    ({ image, size, dilationRate, padding }) =>
      padding === 'same' ||
      size.every((extent, axis) => (extent - 1) * (dilationRate[axis] as number) < (image[axis + 1] as number)),
  );
