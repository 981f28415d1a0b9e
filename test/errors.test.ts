import { describe, expect, test } from 'vitest';
import { received } from '../src/errors.js';

const cyclic: unknown[] = [];
cyclic.push(cyclic);
let deep: unknown = 1;
for (let depth = 0; depth < 100_000; depth++) deep = [deep];

const { proxy: revoked, revoke } = Proxy.revocable([], {});
revoke();

const throwing = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no');
    },
    getOwnPropertyDescriptor: () => {
      throw new Error('no');
    },
  },
);

class Point {}

describe('received', () => {
  const shown: readonly (readonly [value: unknown, text: string])[] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [0.5, '0.5'],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    ['relu', "'relu'"],
    ['a'.repeat(1000), `'${'a'.repeat(80)}…', 1000 characters`],
    [Symbol('seed'), 'Symbol(seed)'],
    [12n, '12n'],
    [10n ** 1000n, 'a BigInt of more than 64 bits'],
    [() => 1, 'a function'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [
      {
        toString: () => {
          throw new Error('no');
        },
      },
      'an object',
    ],
    [{ constructor: 5 }, 'an object'],
    [throwing, 'an object'],
    [revoked, 'an object'],
    [new Point(), 'a Point'],
    [new Map(), 'a Map'],
    [new Int8Array(3), 'an Int8Array'],
    [Promise.resolve(), 'a Promise'],
    [{ kind: 'optimizer', className: 'Adam' }, 'an optimizer'],
    [{ kind: 'optimizer' }, 'an object'],
    [[], '[]'],
    [[1, -2.5, null], '[1, -2.5, null]'],
    [['a', [2, 3]], "['a', [2, 3]]"],
    [Array(2), '[undefined, undefined]'],
    [Array(1_000_000), 'an array of 1000000'],
    [['a'.repeat(100)], 'an array of 1'],
    [cyclic, 'an array of 1'],
    [deep, 'an array of 1'],
    [[1n, Symbol('x')], '[1n, Symbol(x)]'],
  ];

  // Not `test.each`, which reads the values to name the tests.
  test('shows every value', () => {
    for (const [value, text] of shown) expect(received(value)).toBe(text);
  });
});
