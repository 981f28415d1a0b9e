import { describe, expect, it } from 'vitest';
import { run } from '../../examples/transformer.js';
import { generateReviews, reviewLength, vocabulary } from '../../examples/transformer-data.js';
import { withoutLeaks } from './without-leaks.js';

describe('transformer', () => {
  it('learns what words do to each other', async () => {
    const { result, text } = await withoutLeaks(() => run());
    expect(result.accuracy).toBeGreaterThan(0.95);
    expect(text).toMatch(/Of 500 reviews that it has not seen, the model judges \d+\.\d% rightly\./);
  }, 120_000);

  it('runs small, in the same way each time', async () => {
    const { result } = await withoutLeaks(() => run('small'));
    expect((await withoutLeaks(() => run('small'))).result).toEqual(result);
  }, 60_000);
});

describe('generateReviews', () => {
  it('says of each review what its words do', () => {
    const { texts, words, labels } = generateReviews(200, 1);
    for (const [index, text] of texts.entries()) {
      const numbers = [...words.subarray(index * reviewLength, (index + 1) * reviewLength)].filter((word) => word > 0);
      expect(numbers.map((word) => vocabulary[word - 1]).join(' ')).toBe(text);
      const isPraise = /good|great|clever|moving/.test(text);
      expect(labels[index]).toBe(isPraise === /not|never|hardly/.test(text) ? 0 : 1);
    }
    expect(labels.reduce((sum, label) => sum + label, 0)).toBeGreaterThan(60);
  });
});
