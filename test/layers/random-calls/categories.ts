import fc from 'fast-check';
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
