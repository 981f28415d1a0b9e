import { randomChoices } from './random.js';

/** Made reviews, and whether each is a good one: 1 or 0. */
export interface Reviews {
  readonly texts: readonly string[];
  readonly labels: Float32Array;
}

const things = ['film', 'plot', 'cast', 'music', 'ending', 'script', 'hero', 'villain'] as const;
const adverbs = ['really', 'quite', 'simply', 'truly', 'rather'] as const;
const good = ['wonderful', 'moving', 'clever', 'charming', 'gripping', 'brilliant'] as const;
const bad = ['dull', 'tedious', 'clumsy', 'hollow', 'tiresome', 'dreadful'] as const;

/** Reviews of two or three sentences. In most of them a reviewer says what they mean, in some also the contrary. */
export function generateReviews(count: number, seed: number): Reviews {
  const { below, chance, pick } = randomChoices(seed);
  const sentence = (isGood: boolean) => {
    const [thing, word] = [pick(things), pick(isGood ? good : bad)];
    return pick([
      `The ${thing} was ${pick(adverbs)} ${word}!`,
      `${word[0]?.toUpperCase()}${word.slice(1)} ${thing}, I thought.`,
      `What a ${word} ${thing}...`,
    ]);
  };
  const reviews = Array.from({ length: count }, () => {
    const isGood = below(2) === 1;
    const said = [isGood, isGood, ...(chance(0.3) ? [!isGood] : [])];
    return { text: said.map(sentence).join(' '), label: isGood ? 1 : 0 };
  });
  return { texts: reviews.map(({ text }) => text), labels: Float32Array.from(reviews, ({ label }) => label) };
}
