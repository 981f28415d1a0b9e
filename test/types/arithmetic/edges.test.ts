import ts5 from 'typescript-5.4';
import ts6 from 'typescript-6';
import { describe, expect, it } from 'vitest';
import { type Compiler, compile, expectation } from './compile.js';
import { edges } from './edges.js';

const compilers: readonly (readonly [string, Compiler])[] = [
  ['5.4', ts5 as unknown as Compiler],
  ['6', ts6],
];

describe.each(compilers)('the edges of arithmetic on TypeScript %s', (_version, compiler) => {
  it('are what they should be', () => {
    const { errors, report } = compile(
      compiler,
      edges.map(([type, expected]) => expectation(type, expected)),
    );
    expect([...errors].map(([line]) => edges[line] ?? report)).toEqual([]);
  });

  it('are not what they should not be, each of them', () => {
    const { errors } = compile(
      compiler,
      edges.map(([type, , wrong]) => expectation(type, wrong)),
    );
    expect(edges.filter((_edge, line) => errors.get(line) !== 1)).toEqual([]);
    expect(errors.size).toBe(edges.length);
  });
});

describe('the check itself', () => {
  it('refuses types that could be taken for a right answer', () => {
    const wrong = ['any', 'unknown', 'never', 'Misspelt<1, 2>', 'Add<1, "2">', 'Add<1>'];
    const expected = ['5', 'number', 'boolean', 'true'];
    const { errors } = compile(
      ts6,
      wrong.flatMap((type) => expected.map((other) => expectation(type, other))),
    );
    expect([...errors.keys()].sort((left, right) => left - right)).toEqual([
      ...Array(wrong.length * expected.length).keys(),
    ]);
  });
});

describe('arithmetic inside a generic type', () => {
  it('is computed when the type is applied', () => {
    const { errors, report } = compile(ts6, [
      expectation(
        '{ [Size in 1000000000 as "size"]: Add<Multiply<FloorDivide<Size, 3>, 3>, Modulo<Size, 3>> }',
        '{ size: 1000000000 }',
      ),
      expectation('{ [Size in 5 | 6]: Subtract<Size, 1> }', '{ 5: 4; 6: 5 }'),
    ]);
    expect([...errors].map(() => report)).toEqual([]);
  });
});
