import fc from 'fast-check';
import type { Dimension } from '../../../src/types/shape.js';
import { anyTensor, sampleOfRank, size, tensor } from './tensors.js';
import { call, literal, on, options, type Text } from './texts.js';

/** Values of a sample, as layers take them that find categories; now and then of another rank. */
const values = fc.oneof(
  { arbitrary: fc.tuple(size), weight: 6 },
  { arbitrary: fc.tuple(fc.constantFrom(1, 2, null)), weight: 4 },
  { arbitrary: sampleOfRank(2), weight: 3 },
);

const integers: Text = fc.oneof(
  { arbitrary: tensor(values, 'int32'), weight: 12 },
  { arbitrary: fc.oneof(tensor(values), tensor(values, 'string')), weight: 1 },
);

const modes = fc.constantFrom('oneHot', 'multiHot', 'count');

export const categoryEncoding: Text = on(
  call('CategoryEncoding', literal(fc.constantFrom(2, 3, 1000)), options({ outputMode: modes })),
  integers,
);

export const discretization: Text = on(
  call(
    'Discretization',
    literal(
      fc.record(
        {
          binBoundaries: fc.constantFrom([0], [-1, 0.5, 1], []),
          outputMode: fc.oneof(modes, fc.constant('int')),
        },
        { requiredKeys: ['binBoundaries'] },
      ),
    ),
  ),
  fc.oneof(
    { arbitrary: tensor(values), weight: 4 },
    { arbitrary: anyTensor, weight: 2 },
    { arbitrary: integers, weight: 2 },
  ),
);

const anyType: Text = fc.oneof(tensor(values, 'int32'), tensor(values, 'string'), tensor(values));

export const hashing: Text = on(
  call(
    'Hashing',
    literal(fc.constantFrom(1, 3, 1000)),
    options({
      outputMode: fc.oneof(modes, fc.constant('int')),
      salt: fc.constantFrom(7, [1, 2]),
      maskValue: fc.constantFrom('', 1),
    }),
  ),
  anyType,
);

const one: fc.Arbitrary<Dimension[]> = fc.oneof(
  { arbitrary: fc.constantFrom<Dimension[]>([1], []), weight: 12 },
  { arbitrary: fc.constantFrom<Dimension[]>([2], [null], [1, 1]), weight: 1 },
);

const feature: Text = fc.oneof(
  { arbitrary: fc.oneof(tensor(fc.constant([1]), 'int32'), tensor(fc.constant([1]), 'string')), weight: 12 },
  { arbitrary: fc.oneof(tensor(one, 'int32'), tensor(one)), weight: 1 },
);

export const hashedCrossing: Text = on(
  call(
    'HashedCrossing',
    literal(fc.constantFrom(1, 3, 1000)),
    options({ outputMode: fc.constantFrom('int', 'oneHot') }),
  ),
  fc.oneof(
    { arbitrary: fc.array(feature, { minLength: 2, maxLength: 4 }).map((all) => `[${all.join(', ')}]`), weight: 9 },
    { arbitrary: feature.map((alone) => `[${alone}]`), weight: 1 },
    { arbitrary: feature, weight: 1 },
  ),
);

/** A layer that looks tokens up, in vocabularies with and without what stands in front. */
export function lookup(name: 'StringLookup' | 'IntegerLookup'): Text {
  const isString = name === 'StringLookup';
  const vocabularies: readonly (readonly (string | number)[])[] = isString
    ? [['1', 'b'], ['a'], ['[UNK]', '1', 'c', 'd']]
    : [[1, 2], [7], [-1, 1, 2, 3]];
  const optionsOfLookup = fc.record(
    {
      vocabulary: fc.constantFrom(...vocabularies),
      outputMode: fc.oneof(modes, fc.constant('int')),
      numOovIndices: fc.constantFrom(1, 2, 3),
      maxTokens: fc.constantFrom(12, 20),
      padToMaxTokens: fc.boolean(),
      maskToken: fc.constant(isString ? '' : 0),
    },
    { requiredKeys: ['vocabulary', 'maxTokens'] },
  );
  const inputs = fc.oneof(
    { arbitrary: tensor(values, isString ? 'string' : 'int32'), weight: 12 },
    { arbitrary: fc.oneof(tensor(values), tensor(values, isString ? 'int32' : 'string')), weight: 1 },
  );
  return on(call(name, literal(optionsOfLookup)), inputs);
}

const texts: fc.Arbitrary<Dimension[]> = fc.oneof(
  { arbitrary: fc.constantFrom<Dimension[]>([1], []), weight: 12 },
  { arbitrary: fc.constantFrom<Dimension[]>([3], [1, 1]), weight: 2 },
);

const textOptions = fc.oneof(
  fc.record(
    {
      vocabulary: fc.constantFrom(['1', 'b'], ['', '[UNK]', '1', 'c']),
      outputSequenceLength: fc.constantFrom(1, 4),
      split: fc.constantFrom('whitespace', 'character', null),
    },
    { requiredKeys: ['vocabulary'] },
  ),
  fc.record(
    {
      vocabulary: fc.constantFrom(['1', 'b'], ['[UNK]', '1', 'c']),
      maxTokens: fc.constant(9),
      padToMaxTokens: fc.boolean(),
      outputMode: fc.constantFrom('multiHot', 'count'),
      split: fc.constantFrom('whitespace', null),
    },
    { requiredKeys: ['vocabulary', 'maxTokens', 'outputMode'] },
  ),
);

export const textVectorization: Text = on(
  call('TextVectorization', literal(textOptions)),
  fc.oneof(
    { arbitrary: tensor(texts, 'string'), weight: 12 },
    { arbitrary: fc.oneof(tensor(texts, 'int32'), tensor(texts)), weight: 1 },
  ),
);
