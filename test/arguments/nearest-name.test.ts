import { expect, test } from 'vitest';
import { editDistance, nearestName } from '../../src/arguments/names.js';

test.each([
  ['', '', 0],
  ['', 'relu', 4],
  ['relu', '', 4],
  ['relu', 'relu', 0],
  ['rleu', 'relu', 1],
  ['kitten', 'sitting', 3],
  ['abcd', 'badc', 2],
])("from '%s' to '%s' it is %i letters", (left, right, distance) => {
  expect(editDistance(left, right)).toBe(distance);
  expect(editDistance(right, left)).toBe(distance);
});

test.each([
  ['Glorot_Uniform', 'glorotUniform'],
  ['MSE', 'mse'],
  ['soft-max', 'softmax'],
  ['sotfmax', 'softmax'],
  ['x', null],
  ['', null],
  ['somethingElse', null],
])("'%s' is probably %s", (written, name) => {
  expect(nearestName(written, ['glorotUniform', 'softmax', 'softplus', 'mse'])).toBe(name);
});

test('nothing is near to nothing', () => {
  expect(nearestName('relu', [])).toBeNull();
});

test('long names take no time', () => {
  const start = performance.now();
  expect(nearestName('a'.repeat(10_000_000), ['softmax'])).toBeNull();
  expect(nearestName('softmax', ['a'.repeat(10_000)])).toBeNull();
  expect(performance.now() - start).toBeLessThan(200);
});
