import { expect, it } from 'vitest';
import { checkRate } from '../../src/arguments/number.js';
import { ArgumentError } from '../../src/errors.js';

it.each([0, 0.5, 0.999])('takes %d', (rate) => {
  expect(checkRate('LSTM: dropout', rate)).toBe(rate);
});

it.each([1, -0.1, Number.NaN, Number.POSITIVE_INFINITY, '0.5'])('rejects %s', (rate) => {
  expect(() => checkRate('LSTM: dropout', rate as number)).toThrow(ArgumentError);
  expect(() => checkRate('LSTM: dropout', rate as number)).toThrow(
    'LSTM: dropout expects a number from 0 to less than 1 (received ',
  );
});
