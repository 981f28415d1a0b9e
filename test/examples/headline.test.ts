import { describe, expect, it } from 'vitest';
import { run } from '../../examples/headline.js';
import { generateHeadlines, headlineLength, vocabularySize } from '../../examples/headline-data.js';
import { withoutLeaks } from './without-leaks.js';

describe('headline', () => {
  it('runs small: two inputs, two outputs, by position and by name', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.mainAccuracy).toBeGreaterThan(0.2);
    expect(result.auxiliaryAccuracy).toBeGreaterThan(0.2);
    expect(text).toContain('main_output_loss');
    expect(text).toContain('aux_output_accuracy');
  });
});

describe('generateHeadlines', () => {
  const headlines = generateHeadlines(300, 7);

  it('makes integers of words, with zeros after them', () => {
    expect(headlines.words.length).toBe(300 * headlineLength);
    expect(Math.max(...headlines.words)).toBe(vocabularySize - 1);
    for (const [index, text] of headlines.texts.entries()) {
      const words = headlines.words.subarray(index * headlineLength, (index + 1) * headlineLength);
      const count = text.split(' ').length;
      expect([...words].map((word) => word > 0)).toEqual(
        Array.from({ length: headlineLength }, (_, place) => place < count),
      );
    }
  });

  it('is the same whenever the seed is', () => {
    expect(generateHeadlines(300, 7)).toEqual(headlines);
    expect(generateHeadlines(300, 8)).not.toEqual(headlines);
  });

  it('knows shared ones and others', () => {
    const shared = headlines.labels.filter((label) => label === 1).length;
    expect(shared).toBeGreaterThan(90);
    expect(shared).toBeLessThan(210);
  });
});
