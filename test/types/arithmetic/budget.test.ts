import ts6 from 'typescript-6';
import { expect, it } from 'vitest';
import { compile } from './compile.js';

const pairs = 50;

/** Distinct operands with so many digits, the larger first, the same in every run. */
function operands(leftDigits: number, rightDigits: number): readonly string[] {
  const spread = (digits: number, step: number): number => {
    const lowest = 10 ** (digits - 1);
    return lowest + (Math.floor(step * 0.618034 * lowest * 9 + step) % (lowest * 9));
  };
  return Array.from({ length: pairs }, (_, index) => {
    const two = [spread(leftDigits, index + 1), spread(rightDigits, 7 * index + 8)];
    return two.sort((left, right) => right - left).join(', ');
  });
}

const baseline = compile(ts6, []).instantiations;

/** Instantiations for each distinct operation on operands with so many digits: what was measured, plus 15%. */
const budgets: readonly (readonly [operation: string, leftDigits: number, rightDigits: number, budget: number])[] = [
  ['Add', 3, 3, 168],
  ['Add', 9, 9, 409],
  ['Subtract', 3, 2, 180],
  ['Subtract', 9, 9, 414],
  ['Multiply', 3, 3, 617],
  ['Multiply', 6, 3, 1073],
  ['FloorDivide', 3, 1, 160],
  ['FloorDivide', 6, 2, 1277],
  ['FloorDivide', 9, 4, 2504],
  ['CeilDivide', 3, 1, 210],
  ['Modulo', 6, 3, 1355],
  ['LessThan', 3, 3, 150],
];

it.each(budgets)('%s of %i and %i digits stays within %i', (operation, leftDigits, rightDigits, budget) => {
  const types = operands(leftDigits, rightDigits).map((two) => `${operation}<${two}>`);
  expect(new Set(types).size).toBe(pairs);
  const { instantiations, report } = compile(ts6, types);
  expect(report).toBe('');
  expect((instantiations - baseline) / pairs).toBeLessThanOrEqual(budget);
});

it('Known stays within 16', () => {
  const types = Array.from({ length: pairs }, (_, index) => `Known<${index}>`);
  const { instantiations, report } = compile(ts6, types);
  expect(report).toBe('');
  expect((instantiations - baseline) / pairs).toBeLessThanOrEqual(16);
});
