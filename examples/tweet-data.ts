import { randomChoices } from './random.js';

/** The characters that tweets are made of. */
export const alphabet = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** The number of characters of a tweet. */
export const tweetLength = 20;

type Letter = (typeof alphabet)[number];

/** The letters that each author likes. */
const favourites: readonly (readonly Letter[])[] = [
  ['a', 'b', 'e'],
  ['c', 'd', 'h'],
];

/** Pairs of tweets, as text and as matrices, and whether both are by the same author: 1 or 0. */
export interface TweetPairs {
  readonly texts: readonly (readonly [string, string])[];
  readonly dataA: Float32Array;
  readonly dataB: Float32Array;
  readonly labels: Float32Array;
}

/** Tweets in which half of the letters are the author's favourites, and the others are any. */
export function generateTweetPairs(count: number, seed: number): TweetPairs {
  const { below, chance, pick } = randomChoices(seed);
  const tweet = (author: number) => {
    const liked = favourites[author] as readonly Letter[];
    return Array.from({ length: tweetLength }, () => pick(chance(0.5) ? liked : alphabet));
  };
  const pairs = Array.from({ length: count }, () => {
    const authors = [below(2), below(2)] as const;
    return { tweets: [tweet(authors[0]), tweet(authors[1])] as const, label: authors[0] === authors[1] ? 1 : 0 };
  });
  return {
    texts: pairs.map(({ tweets: [first, second] }) => [first.join(''), second.join('')]),
    dataA: Float32Array.from(pairs.flatMap(({ tweets: [first] }) => first.flatMap(oneHot))),
    dataB: Float32Array.from(pairs.flatMap(({ tweets: [, second] }) => second.flatMap(oneHot))),
    labels: Float32Array.from(pairs, ({ label }) => label),
  };
}

function oneHot(letter: Letter): readonly number[] {
  return alphabet.map((other) => (other === letter ? 1 : 0));
}
