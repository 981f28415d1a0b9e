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

// Measured means, plus 15%.
it.each([['Known', 3, 0, 17]])(
  '%s of %i by %i digits takes at most %i instantiations',
  (operation, leftDigits, rightDigits, budget) => {
    const types = operands(leftDigits, rightDigits).map((two) => `${operation}<${two}>`);
    expect(new Set(types).size).toBe(pairs);
    const { instantiations, report } = compile(ts6, types);
    expect(report).toBe('');
    expect((instantiations - baseline) / pairs).toBeLessThan(budget);
  },
);
