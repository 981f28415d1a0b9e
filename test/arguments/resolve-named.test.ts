import { describe, expect, test } from 'vitest';
import { resolveNamed } from '../../src/arguments/names.js';
import { ArgumentError } from '../../src/errors.js';

const table = { adam: 1, sgd: 2, zero: 0 };

describe('resolveNamed', () => {
  test('finds an entry, also one that is nothing', () => {
    expect(resolveNamed('optimizer', table, 'sgd', 'compile: optimizer')).toBe(2);
    expect(resolveNamed('optimizer', table, 'zero', 'compile: optimizer')).toBe(0);
  });

  test('says what there is', () => {
    expect(() => resolveNamed('optimizer', table, 'adma', 'compile: optimizer')).toThrow(
      new ArgumentError(
        "compile: optimizer expects an optimizer (received 'adma', did you mean 'adam'?)\n" +
          "The names are 'adam', 'sgd', 'zero'.",
      ),
    );
    expect(() => resolveNamed('loss', table, 3, 'compile: loss')).toThrow('compile: loss expects a loss (received 3)');
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', Symbol('adam'), null])(
    '%s is no name',
    (name) => {
      expect(() => resolveNamed('optimizer', table, name, 'compile: optimizer')).toThrow(ArgumentError);
    },
  );
});
