import fc from 'fast-check';

/** A pooling that Keras takes, and the shape of images for it. */
export interface RandomPooling {
  readonly shape: readonly [batch: number, height: number, width: number, channels: number];
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'valid' | 'same';
  readonly seed: number;
}

const upTo = (largest: number) => fc.integer({ min: 1, max: largest });

/** Windows and strides of all kinds, larger than the image included where padding allows it. */
export const randomPoolings: fc.Arbitrary<RandomPooling> = fc
  .record({
    shape: fc.tuple(upTo(2), upTo(9), upTo(9), upTo(3)),
    size: fc.tuple(upTo(5), upTo(5)),
    strides: fc.tuple(upTo(4), upTo(4)),
    padding: fc.constantFrom('valid' as const, 'same' as const),
    seed: fc.nat(1000),
  })
  .filter(({ shape, size, padding }) => padding === 'same' || (size[0] <= shape[1] && size[1] <= shape[2]));
