import fc from 'fast-check';
import type { Dimension } from '../../../src/types/shape.js';
import { call, literal, type Text } from './texts.js';

/** The size of an axis: small as a rule, large or open at times, with or without a name. */
export const size: fc.Arbitrary<Dimension> = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 12 }), weight: 12 },
  { arbitrary: fc.constantFrom(28, 100, 1999, 65_537), weight: 2 },
  { arbitrary: fc.constant(null), weight: 2 },
  { arbitrary: fc.constantFrom('time', 'steps'), weight: 2 },
);

const small = fc.integer({ min: 1, max: 6 });

/** The shape of a sample of some rank, or now and then of another. */
export function sampleOfRank(rank: number): fc.Arbitrary<Dimension[]> {
  const exact = fc.tuple(
    ...Array.from({ length: rank - 1 }, () => size),
    fc.oneof({ arbitrary: small, weight: 12 }, { arbitrary: size, weight: 2 }),
  );
  return fc.oneof(
    { arbitrary: exact as fc.Arbitrary<Dimension[]>, weight: 14 },
    { arbitrary: fc.array(size, { maxLength: 5 }), weight: 1 },
  );
}

/** The shape of a sample of any rank. */
const sample: fc.Arbitrary<Dimension[]> = fc.array(size, { maxLength: 4 });

/** A tensor of the graph with samples of some shape. */
export function tensor(shape: fc.Arbitrary<Dimension[]>, dtype?: 'int32' | 'string'): Text {
  return literal(shape).map((text) => `Input(${text}${dtype === undefined ? '' : `, { dtype: '${dtype}' }`})`);
}

/** A tensor of any rank. */
export const anyTensor: Text = tensor(sample);

/** Shapes that are alike, so that most of them fit each other. */
export const alike: fc.Arbitrary<Dimension[][]> = sample.chain((shape) =>
  fc.array(
    fc.oneof(
      { arbitrary: fc.constant(shape), weight: 6 },
      {
        arbitrary: fc
          .tuple(fc.nat(3), size)
          .map(([axis, changed]) => shape.map((old, at) => (at === axis ? changed : old))),
        weight: 4,
      },
      { arbitrary: fc.constant(shape.slice(1)), weight: 1 },
    ),
    { minLength: 1, maxLength: 5 },
  ),
);

/** A list of tensors. */
export function list(shapes: fc.Arbitrary<Dimension[][]>): Text {
  return shapes.map((all) => `[${all.map((shape) => `Input(${JSON.stringify(shape)})`).join(', ')}]`);
}

/** An axis, which now and then is not there. */
export const axis: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(-1, 1, 2), weight: 6 },
  { arbitrary: fc.integer({ min: -4, max: 4 }), weight: 1 },
);

/** A number of units. */
export const units: Text = literal(fc.constantFrom(1, 3, 8, 64, 1000));

/** A layer that keeps shapes, called on anything. */
export function keeping(name: string, ...given: readonly Text[]): Text {
  return fc.tuple(call(name, ...given), anyTensor).map(([layer, input]) => `${layer}(${input})`);
}
