import { randomChoices } from './random.js';

const fillers = ['the', 'film', 'was', 'we', 'thought', 'it', 'really', 'in', 'all'] as const;
const praise = ['good', 'great', 'clever', 'moving'] as const;
const blame = ['bad', 'dull', 'silly', 'weak'] as const;
const negations = ['not', 'never', 'hardly'] as const;

/** The words that there are. A word is its place here, counted from 1, for 0 stands for no word. */
export const vocabulary: readonly string[] = [...fillers, ...praise, ...blame, ...negations];

/** The most words that a review has. */
export const reviewLength = 10;

/** Reviews, as text and as numbers, and what they think: 1 if they are for it, 0 if against. */
export interface Reviews {
  readonly texts: readonly string[];
  readonly words: Int32Array;
  readonly labels: Float32Array;
}

/** Reviews of different lengths, in each of which one word praises or blames, and another may turn it into its opposite. */
export function generateReviews(count: number, seed: number): Reviews {
  const { below, chance, pick } = randomChoices(seed);
  const reviews = Array.from({ length: count }, () => {
    const [isPraise, isNegated] = [chance(0.5), chance(0.5)];
    const before = Array.from({ length: 1 + below(5) }, () => pick(fillers));
    const after = Array.from({ length: below(4) }, () => pick(fillers));
    const opinion = [...(isNegated ? [pick(negations)] : []), isPraise ? pick(praise) : pick(blame)];
    return { words: [...before, ...opinion, ...after], label: isPraise === isNegated ? 0 : 1 };
  });
  return {
    texts: reviews.map(({ words }) => words.join(' ')),
    words: Int32Array.from(reviews.flatMap(({ words }) => numbersOf(words))),
    labels: Float32Array.from(reviews, ({ label }) => label),
  };
}

function numbersOf(words: readonly string[]): readonly number[] {
  return Array.from({ length: reviewLength }, (_, place) => vocabulary.indexOf(words[place] ?? '') + 1);
}
