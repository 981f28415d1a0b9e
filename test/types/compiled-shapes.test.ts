import { describe, expect, it } from 'vitest';
import { type Claim, compiledShapes, disagreements } from './compiled-shapes.js';

const imports = `
  import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
  import { Dense } from '../../src/layers/core/dense.js';
  import { Input } from '../../src/layers/core/input.js';
  declare const size: number;
  declare const anything: any;
  declare function list<Items extends readonly SymbolicTensor[]>(...items: Items): Items;
`;

describe('compiledShapes', () => {
  it('writes shapes as the compiler has them', () => {
    const expressions = [
      'Dense(3)(Input([4]))',
      'Dense(3)(Input([null, 4]))',
      'Dense(size)(Input([4]))',
      'Dense(3)(Input([] as readonly number[]))',
      'list(Input([1]), Input([2, 3]))',
      '5',
      'anything',
    ];
    const compiled = compiledShapes(imports, expressions);
    expect(compiled).toEqual([
      '[null, 3]',
      '[null, null, 3]',
      '[null, number]',
      '[...Dimension[], 3]',
      '[[null, 1], [null, 2, 3]]',
      'not a tensor: 5',
      'not a tensor: any',
    ]);
  });

  it('writes what the compiler says against an expression, at that expression only', () => {
    const [first, second, third] = compiledShapes(imports, ['Input([4])', 'Dense(3)(Input([null]))', 'Input([4])']);
    expect(first).toBe('[null, 4]');
    expect(second).toMatch(/^rejected: .*Dense expects \(batch, ..., features\)/);
    expect(third).toBe('[null, 4]');
  });

  it('refuses a module that does not compile as a whole', () => {
    expect(() => compiledShapes("import { Nothing } from '../../src/layers/core/dense.js';", ['1'])).toThrow(
      'does not compile',
    );
    expect(() => compiledShapes('', ['Dense(3', '1'])).toThrow('does not compile');
    expect(() => compiledShapes('', ['1; export const other = 2'])).toThrow('one expression');
  });
});

describe('disagreements', () => {
  const claim = 'Dense(3)(Input([null, 4]))';
  const message = 'Dense expects (batch, ..., features) with a known number of features (received (null, null))';
  const right: readonly Claim[] = [
    [claim, [null, null, 3]],
    [
      'list(Input([1]), Input([2, 3]))',
      [
        [null, 1],
        [null, 2, 3],
      ],
    ],
    ['Dense(3)(Input([null]))', { rejected: message }],
  ];
  const wrong: Readonly<Record<string, Claim>> = {
    'another size': [claim, [null, null, 4]],
    'a size for what varies': [claim, [null, 4, 3]],
    'another rank': [claim, [null, 3]],
    'a size that the compiler does not know': ['Dense(size)(Input([4]))', [null, 3]],
    'a rank that the compiler does not know': ['Dense(3)(Input([] as readonly number[]))', [null, 3]],
    any: ['anything', [null, 3]],
    'one tensor of a list': ['list(Input([1]))', [null, 1]],
    'a shape for what is rejected': ['Dense(3)(Input([null]))', [null, 3]],
    'a rejection of what is taken': [claim, { rejected: message }],
    'a rejection for another reason': ['Dense(3)(Input([null]))', { rejected: message.slice(1) }],
    'a rejection in more words': ['Dense(3)(Input([null]))', { rejected: message.slice(0, -1) }],
  };

  it('are just the claims that are wrong', () => {
    const found = disagreements(imports, [...right, ...Object.values(wrong)]);
    const expected = Object.values(wrong).map(([expression, shape]) => [expression, JSON.stringify(shape)]);
    expect(found.map((one) => [one.expression, one.expected])).toEqual(expected);
  });
});
