import { describe, expect, it } from 'vitest';
import { run } from '../../examples/inception.js';
import { withoutLeaks } from './without-leaks.js';

describe('inception', () => {
  it("builds the guide's module, and runs a small one", async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.shape).toEqual([null, 192, 256, 256]);
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toContain('Total params: 140,160');
  });
});
