import { describe, expect, it } from 'vitest';
import { run } from '../../examples/augmentation.js';
import { withoutLeaks } from './without-leaks.js';

describe('augmentation', () => {
  it('reads digits that are held askew better after it', async () => {
    const { result, text } = await withoutLeaks(() => run());
    expect(result.augmented).toBeGreaterThan(result.plain + 0.05);
    expect(text).toMatch(/Of digits held askew, \d+\.\d% are read rightly, and \d+\.\d% after augmentation\./);
  }, 120_000);

  it('runs small, in the same way each time', async () => {
    const { result } = await withoutLeaks(() => run('small'));
    expect((await withoutLeaks(() => run('small'))).result).toEqual(result);
  }, 60_000);
});
