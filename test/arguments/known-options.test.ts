import { expect, test } from 'vitest';
import { checkOptions } from '../../src/arguments/options.js';
import { ArgumentError } from '../../src/errors.js';

test.each([undefined, {}, { rate: 1 }, { rate: undefined, mod: undefined }, Object.create(null)])(
  'accepts %o',
  (given) => {
    expect(() => checkOptions('Decay', given, ['rate', 'mode'])).not.toThrow();
  },
);

test.each<[given: unknown, message: string]>([
  [null, 'Decay expects an object of options (received null)'],
  [0.1, 'Decay expects an object of options (received 0.1)'],
  ['rate', "Decay expects an object of options (received 'rate')"],
  [[], 'Decay expects an object of options (received [])'],
  [() => 1, 'Decay expects an object of options (received a function)'],
  [
    { rat: 1 },
    "Decay expects options that it has (received 'rat', did you mean 'rate'?)\nThe options are 'rate', 'mode'.",
  ],
  [{ toString: 1 }, "Decay expects options that it has (received 'toString')\nThe options are 'rate', 'mode'."],
])('rejects %o', (given, message) => {
  expect(() => checkOptions('Decay', given, ['rate', 'mode'])).toThrow(new ArgumentError(message));
});

test('a class may have no options', () => {
  expect(() => checkOptions('Zeros', { seed: 1 }, [])).toThrow("Zeros expects no options (received 'seed')");
});
