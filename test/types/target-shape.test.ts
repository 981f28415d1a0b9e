import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CheckedKind, checkTargetShape } from '../../src/losses/target-shape.js';
import type { Shape } from '../../src/types/shape.js';
import { compiledShapes } from './compiled-shapes.js';

const imports = `
  import type { CheckedKind, FitsKind, TargetMisfit } from '../../src/losses/target-shape.js';
  import type { Shape } from '../../src/types/shape.js';
  declare function compare<const Target extends Shape, const Prediction extends Shape, const Kind extends CheckedKind>(
    target: Target, prediction: Prediction, kind: Kind,
  ): {
    readonly shape: FitsKind<Target, Prediction, Kind> extends true ? 'fits' : TargetMisfit<'y', 'own', Target, Prediction, Kind>;
  };
`;

/** What is said at run time. */
function compare(target: Shape, prediction: Shape, kind: CheckedKind): string {
  try {
    checkTargetShape('y', 'own', target, prediction, kind);
    return 'fits';
  } catch (error) {
    return (error as Error).message;
  }
}

const size = fc.constantFrom(1, 2, 3);
const prediction = fc.tuple(
  fc.constant(null),
  fc.array(fc.oneof(size, fc.constant(null)), { minLength: 1, maxLength: 3 }),
);

/** Shapes close to each other, that fit often. */
const shapes = prediction.chain(([batch, rest]) => {
  const near = rest.map((wanted) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(wanted ?? 3) }, { weight: 1, arbitrary: size }),
  );
  return fc
    .tuple(size, fc.tuple(...near), fc.constantFrom(0, 0, 1), fc.constantFrom<readonly number[]>([], [], [1]))
    .map(([samples, sizes, short, column]) => ({
      target: [samples, ...sizes.slice(0, sizes.length - short), ...column],
      prediction: [batch, ...rest],
    }));
});

it('targets fit losses at compile time as at run time, or not, in the same words', { timeout: 120_000 }, () => {
  const kinds = fc.constantFrom<CheckedKind>('sameShape', 'classIndices', 'labelSequences');
  const cases = fc.sample(fc.tuple(shapes, kinds), 300);
  const texts = cases.map(([{ target, prediction }, kind]) => {
    return `compare(${JSON.stringify(target)}, ${JSON.stringify(prediction)}, '${kind}')`;
  });
  const said = cases.map(([{ target, prediction }, kind]) => compare(target, prediction, kind));
  expect(compiledShapes(imports, texts)).toEqual(said.map((text) => JSON.stringify(text)));
  const fitting = said.filter((text) => text === 'fits').length;
  expect(Math.min(fitting, said.length - fitting)).toBeGreaterThan(50);
});
