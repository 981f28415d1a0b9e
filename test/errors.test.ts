import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { setBackend } from '../src/backends/backend.js';
import { type Received, received } from '../src/errors.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { Adam } from '../src/optimizers/classes.js';

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

/** The words for a value, which the compiler has to know as well. */
function both<const Given>(value: Given, words: NoInfer<Received<Given>>): void {
  expect(received(value)).toBe(words);
}

describe('Received', () => {
  beforeAll(() => setBackend('cpu'));

  test('is what run time says', () => {
    both('relu', "'relu'");
    both(-1.5, '-1.5');
    both(12n, '12n');
    both(true, 'true');
    both(null, 'null');
    both(undefined, 'undefined');
    both([1, 'a', [true, null]], "[1, 'a', [true, null]]");
    both([], '[]');
    both(() => 1, 'a function');
    both({ rate: 1 }, 'an object');
    const layer = Dense(2);
    both(layer, 'a layer');
    both([layer, layer], '[a layer, a layer]');
    both(Input([2]), 'a tensor');
    both(tf.scalar(1), 'a Tensor');
    both(Adam(), 'an optimizer');
    both(Promise.resolve(1), 'a Promise');
    both(new Map<string, number>(), 'a Map');
    both(new Float32Array(2), 'a Float32Array');
    both(new Int32Array(2), 'an Int32Array');
  });

  test('is the kind of what the compiler does not know', () => {
    const words: [Received<string>, Received<number>, Received<bigint>, Received<symbol>, Received<number[]>] = [
      'a string',
      'a number',
      'a bigint',
      'a symbol',
      'an array',
    ];
    expect(words).toHaveLength(5);
  });
});
