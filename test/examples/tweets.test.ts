import { describe, expect, it } from 'vitest';
import { alphabet, generateTweetPairs, tweetLength } from '../../examples/tweet-data.js';
import { run } from '../../examples/tweets.js';
import { withoutLeaks } from './without-leaks.js';

describe('tweets', () => {
  it('runs small, with one LSTM for both tweets', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.2);
    expect(text).toMatch(/lstm\S*\[0\]/);
    expect(text).toMatch(/lstm\S*\[1\]/);
  });
});

describe('generateTweetPairs', () => {
  it('puts a one at the place of each letter', () => {
    const { texts, dataA, dataB, labels } = generateTweetPairs(20, 1);
    expect(labels).toHaveLength(20);
    for (const [pair, tweets] of texts.entries()) {
      for (const [index, text] of tweets.entries()) {
        const size = tweetLength * alphabet.length;
        const data = (index === 0 ? dataA : dataB).subarray(pair * size, (pair + 1) * size);
        const ones = [...data.keys()].filter((place) => data[place] === 1);
        expect(ones.map((place, position) => alphabet[place - position * alphabet.length]).join('')).toBe(text);
        expect(data.reduce((sum, value) => sum + value, 0)).toBe(tweetLength);
      }
    }
  });
});
