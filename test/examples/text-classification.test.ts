import { describe, expect, it } from 'vitest';
import { generateReviews } from '../../examples/review-data.js';
import { run } from '../../examples/text-classification.js';
import { withoutLeaks } from './without-leaks.js';

describe('text-classification', () => {
  it('runs small, and knows the words of the reviews', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.2);
    expect(result.vocabulary.slice(0, 2)).toEqual(['', '[UNK]']);
    expect(result.vocabulary).toContain('wonderful');
    expect(text).toMatch(/text_vectorization/);
    expect(text).toMatch(/% good: The plot was clumsy/);
  });
});

describe('generateReviews', () => {
  it('makes reviews that say what they mean twice at least, and now and then the contrary', () => {
    const { texts, labels } = generateReviews(200, 1);
    const words = [
      /dull|tedious|clumsy|hollow|tiresome|dreadful/gi,
      /wonderful|moving|clever|charming|gripping|brilliant/gi,
    ];
    const counts = texts.map((text) => words.map((pattern) => text.match(pattern)?.length ?? 0));
    for (const [index, label] of labels.entries()) {
      expect(counts[index]?.[label]).toBe(2);
      expect(counts[index]?.[1 - label]).toBeLessThanOrEqual(1);
    }
    expect(new Set(labels)).toEqual(new Set([0, 1]));
    expect(counts.some(([bad, good]) => bad !== 0 && good !== 0)).toBe(true);
  });
});
