import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { Activation } from '../../src/layers/activations/activation.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { Add, add } from '../../src/layers/merging/arithmetic.js';
import { Concatenate, concatenate } from '../../src/layers/merging/concatenate.js';
import { Dropout } from '../../src/layers/regularization/dropout.js';
import { Flatten, Reshape } from '../../src/layers/reshaping/reshape.js';
import { Parallel } from '../../src/layers/wrappers/parallel.js';
import { Residual } from '../../src/layers/wrappers/residual.js';
import { chainOfLayers } from '../../src/training/sequential.js';
import { type Claim, expectCompiledShapes } from './compiled-shapes.js';

const scope = {
  Activation,
  Add,
  add,
  chainOfLayers,
  Concatenate,
  concatenate,
  Dense,
  Dropout,
  Flatten,
  Input,
  Parallel,
  Reshape,
  Residual,
};

const imports = `
  import {
    Activation, Add, add, Concatenate, concatenate, Dense, Dropout, Flatten, Input, Parallel, Reshape, Residual,
  } from '../../src/layers/index.js';
  import { chainOfLayers } from '../../src/training/sequential.js';
`.replaceAll('\n', ' ');

/** An expression, and what it is at run time: one text for both worlds. */
function claimOf(expression: string): Claim {
  const evaluate = new Function(...Object.keys(scope), `return ${expression}`);
  try {
    return [expression, (evaluate(...Object.values(scope)) as SymbolicTensor).shape];
  } catch (error) {
    return [expression, { rejected: (error as Error).message }];
  }
}

const size = fc.oneof(
  { arbitrary: fc.constantFrom<number | null>(1, 2, 3, 4, 12, 28), weight: 12 },
  { arbitrary: fc.integer({ min: 1, max: 2000 }), weight: 2 },
  { arbitrary: fc.constant(null), weight: 2 },
);
const sample = fc.array(size, { maxLength: 4 });
const tensor = sample.map((shape) => `Input(${JSON.stringify(shape)})`);

/** Shapes that are alike, so that most of them can be merged. */
const alike = sample.chain((shape) =>
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
const inputs = fc.tuple(alike, fc.option(fc.constantFrom(8, 16), { freq: 12 })).map(([shapes, batchSize]) => {
  const options = batchSize === null ? '' : `, { batchSize: ${batchSize} }`;
  const texts = shapes.map((shape, index) => `Input(${JSON.stringify(shape)}${index % 2 === 0 ? options : ''})`);
  return `[${texts.join(', ')}]`;
});
const axis = fc.oneof(
  { arbitrary: fc.constantFrom(-1, 1, 2), weight: 4 },
  { arbitrary: fc.integer({ min: -5, max: 5 }), weight: 1 },
);

const concatenation = fc.tuple(inputs, fc.option(axis), fc.boolean()).map(([list, along, isLayer]) => {
  const options = along === null ? '' : `{ axis: ${along} }`;
  return isLayer ? `Concatenate(${options})(${list})` : `concatenate(${list}${options === '' ? '' : `, ${options}`})`;
});
const sum = fc.tuple(inputs, fc.boolean()).map(([list, isLayer]) => (isLayer ? `Add()(${list})` : `add(${list})`));

const target = fc
  .tuple(fc.array(fc.constantFrom(1, 2, 3, 4, 6, 12), { maxLength: 3 }), fc.option(fc.constantFrom(-1, null)))
  .map(([sizes, open]) =>
    JSON.stringify(sizes.length > 1 && open !== null ? [sizes[0], open, ...sizes.slice(2)] : [-1, ...sizes]),
  );
const reshape = fc
  .oneof(target, fc.constantFrom('[3, 4]', '[12]', '[2, 2, 3]', '[]', '[784]'))
  .map((sizes) => `Reshape(${sizes})`);
const plain = fc.oneof(
  fc.constantFrom('Flatten()', "Activation('relu')", 'Dropout(0.5)', 'Dropout(0.5, { noiseShape: [null, 1] })'),
  fc.constantFrom('Dense(3)', 'Dense(4)', 'Dense(12)'),
  reshape,
);

const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain,
    fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((layers) => `chainOfLayers([${layers.join(', ')}])`),
    tie('block').map((branch) => `Residual(${branch})`),
    fc.tuple(tie('block'), tie('block')).map(([branch, shortcut]) => `Residual(${branch}, ${shortcut})`),
    fc
      .tuple(fc.array(tie('block'), { minLength: 1, maxLength: 3 }), fc.constantFrom('Concatenate()', 'Add()'))
      .map(([towers, merge]) => `Parallel([${towers.join(', ')}], ${merge})`),
  ),
}));
const call = fc.tuple(fc.oneof(plain, block), tensor).map(([layer, input]) => `${layer}(${input})`);

it('merging layers and blocks have the same shapes and the same errors for the compiler and at run time', () => {
  const calls = [concatenation, sum, call].flatMap((arbitrary, seed) => fc.sample(arbitrary, { numRuns: 150, seed }));
  const claims = calls.map(claimOf);
  const rejected = claims.filter(([, expected]) => 'rejected' in expected).length;
  expect(rejected).toBeGreaterThan(75);
  expect(claims.length - rejected).toBeGreaterThan(150);
  expectCompiledShapes(imports, claims);
});
