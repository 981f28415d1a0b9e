import fc from 'fast-check';
import type { Dimension } from '../../../src/types/shape.js';
import { alike, anyTensor, axis, list, sampleOfRank, size, tensor } from './tensors.js';
import { call, literal, on, options, type Text } from './texts.js';

export function merging(name: string): Text {
  return on(call(name), list(alike));
}

/** Exactly two of them, as a rule. */
export const subtracting: Text = on(
  call('Subtract'),
  list(
    fc.oneof(
      { arbitrary: alike.map((shapes) => [shapes[0] ?? [], shapes.at(-1) ?? []]), weight: 6 },
      { arbitrary: alike, weight: 1 },
    ),
  ),
);

export const concatenation: Text = on(call('Concatenate', options({ axis })), list(alike));

export const dotProduct: Text = on(
  call('Dot', literal(fc.oneof(axis, fc.tuple(axis, axis)))),
  list(
    fc
      .tuple(sampleOfRank(2), sampleOfRank(2))
      .map(([first, second]) => [first, second.map((old, at) => (at === 1 ? (first[1] ?? old) : old))]),
  ),
);

const target = fc
  .tuple(fc.array(fc.constantFrom(1, 2, 3, 4, 6, 12), { maxLength: 3 }), fc.option(fc.constantFrom(-1, null)))
  .map(([sizes, open]) => (sizes.length > 1 && open !== null ? [sizes[0], open, ...sizes.slice(2)] : [-1, ...sizes]));

export const reshaping: Text = on(
  call('Reshape', literal(fc.oneof(target, fc.constantFrom([3, 4], [12], [2, 2, 3], [], [784])))),
  anyTensor,
);

export const permuting: Text = on(
  fc.constantFrom('Permute([1])', 'Permute([2, 1])', 'Permute([1, 2])', 'Permute([3, 1, 2])', 'Permute([2, 3, 1])'),
  tensor(fc.oneof(sampleOfRank(1), sampleOfRank(2), sampleOfRank(3))),
);

export const repeating: Text = on(
  call('RepeatVector', literal(fc.integer({ min: 1, max: 2000 }))),
  tensor(sampleOfRank(1)),
);

export const flattening: Text = on(
  call('Flatten', options({ dataFormat: fc.constantFrom('channelsFirst', 'channelsLast') })),
  anyTensor,
);

export const embedding: Text = on(
  call(
    'Embedding',
    fc.constant('100'),
    literal(fc.constantFrom(2, 8, 512)),
    options({ inputLength: fc.constantFrom(null, 3, 10) }),
  ),
  fc.oneof(
    { arbitrary: tensor(fc.array(size, { maxLength: 3 }), 'int32'), weight: 8 },
    { arbitrary: anyTensor, weight: 1 },
  ),
);

const vectorSize = fc.constantFrom(2, 8);

export const reversing: Text = fc
  .tuple(vectorSize, vectorSize, fc.array(size, { maxLength: 2 }), fc.boolean())
  .map(([outputDim, features, leading, isReverse]) => {
    const input = isReverse
      ? `Input(${JSON.stringify([...leading, features])})`
      : `Input(${JSON.stringify(leading)}, { dtype: 'int32' })`;
    return `ReversibleEmbedding(100, ${outputDim})(${input}, { reverse: ${isReverse} })`;
  });

/** Equations with what they have to be called on, most of which fit. */
const equations = fc.constantFrom<
  readonly [equation: string, target: readonly Dimension[], rank: number, bias: string]
>(
  ['ab,bc->ac', [8], 1, 'c'],
  ['abc,cd->abd', [null, 8], 2, 'bd'],
  ['abc,cd->abd', [4, 8], 2, 'd'],
  ['abc,bde->aedc', [2, 3, null], 2, 'e'],
  ['abc,dc->adb', [2, null], 2, 'd'],
  ['...x,xy->...y', [5], 3, 'y'],
  ['ab...,bc->ac...', [5], 3, 'c'],
  ['ab,bc->abc', [null, 3], 1, 'a'],
  ['ab,bc->a', [], 1, ''],
  ['ab,cd->ad', [3], 1, 'd'],
);

export const einsumDense: Text = equations.chain(([equation, target, rank, bias]) =>
  on(
    call(
      'EinsumDense',
      fc.constant(JSON.stringify(equation)),
      fc.oneof(
        { arbitrary: fc.constant(JSON.stringify(target)), weight: 8 },
        { arbitrary: literal(fc.constantFrom(null, 3)).map((one) => `[${one}]`), weight: 1 },
        { arbitrary: fc.constant('7'), weight: 1 },
      ),
      options({ biasAxes: fc.constantFrom(bias, bias, bias, bias, 'x', null) }),
    ),
    tensor(sampleOfRank(rank)),
  ),
);
