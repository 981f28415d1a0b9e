import { describe, expect, it } from 'vitest';
import { run } from '../../examples/residual.js';
import { withoutLeaks } from './without-leaks.js';

describe('residual', () => {
  it("builds the guide's connection, and runs small blocks", async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.shape).toEqual([null, 3, 256, 256]);
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toContain('Total params: 84 ');
  });
});
