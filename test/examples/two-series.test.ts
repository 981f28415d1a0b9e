import { describe, expect, it } from 'vitest';
import { run, taggingModel } from '../../examples/two-series.js';
import { withoutLeaks } from './without-leaks.js';

describe('two-series', () => {
  it('tags 90% or more of the steps of longer series rightly', async () => {
    const { result, text } = await withoutLeaks(() => run());
    expect(result.accuracy).toBeGreaterThanOrEqual(0.9);
    expect(text).toContain('(null, time, 16)');
  }, 60_000);

  it('runs small', async () => {
    const { result } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.3);
  });

  it('has the name of its steps in its output', () => {
    expect(taggingModel().outputs.shape).toEqual([null, 'time', 1]);
  });
});
