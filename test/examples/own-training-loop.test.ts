import { describe, expect, it } from 'vitest';
import { run } from '../../examples/own-training-loop.js';
import { withoutLeaks } from './without-leaks.js';

describe('own-training-loop', () => {
  it('runs small', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    for (const { accuracy, underAttack } of [result.plain, result.hardened]) {
      expect(accuracy).toBeGreaterThan(0.05);
      expect(underAttack).toBeLessThanOrEqual(accuracy);
    }
    expect(text).toMatch(/Epoch 1: loss \d\.\d{3}, accuracy \d\.\d{3}/);
  });
});
