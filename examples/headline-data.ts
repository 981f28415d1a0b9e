import { randomChoices } from './random.js';

/** How much each word adds to the interest in a headline. */
const appeal = {
  breaking: 2,
  exclusive: 1,
  watch: 1,
  cat: 2,
  minister: 0,
  robot: 1,
  scientist: 0,
  team: 0,
  neighbour: 0,
  finds: 1,
  loses: 0,
  sells: 0,
  paints: 0,
  reads: 0,
  breaks: 1,
  bicycle: 0,
  record: 1,
  garden: 0,
  secret: 2,
  bridge: 0,
  song: 0,
  again: 0,
  today: 0,
  abroad: 0,
  free: 2,
  not: -2,
} as const;

type Word = keyof typeof appeal;

const words = Object.keys(appeal) as Word[];

/** The number of integers that stand for words: 0 stands for none. */
export const vocabularySize = words.length + 1;

/** The number of words in the longest headline, and some. */
export const headlineLength = 8;

/** Headlines, each as text and as integers; how they were posted; and whether they were shared: 1 or 0. */
export interface Headlines {
  readonly texts: readonly string[];
  readonly words: Int32Array;
  readonly posting: Float32Array;
  readonly labels: Float32Array;
}

/**
 * Headlines of a small grammar. They are shared if their words, and an evening, a weekend or a picture, make them
 * interesting enough.
 */
export function generateHeadlines(count: number, seed: number): Headlines {
  const { pick, chance, below } = randomChoices(seed);
  const headlines = Array.from({ length: count }, () => {
    const text: Word[] = [
      ...(chance(0.5) ? [pick(['breaking', 'exclusive', 'watch'])] : []),
      pick(['cat', 'minister', 'robot', 'scientist', 'team', 'neighbour']),
      ...(chance(0.3) ? (['not'] as const) : []),
      pick(['finds', 'loses', 'sells', 'paints', 'reads', 'breaks']),
      pick(['bicycle', 'record', 'garden', 'secret', 'bridge', 'song']),
      ...(chance(0.5) ? [pick(['again', 'today', 'abroad', 'free'])] : []),
    ];
    const [evening, weekend, picture] = [chance(0.5), chance(0.3), chance(0.4)].map(Number) as [number, number, number];
    // The time of the day and the length of the profile say nothing: the model has to find that out.
    const posting = [evening, weekend, picture, below(24) / 24, below(100) / 100];
    const interest = text.reduce((sum, word) => sum + appeal[word], 0) + evening + weekend + 2 * picture;
    return { text, posting, label: interest >= 4 ? 1 : 0 };
  });
  return {
    texts: headlines.map(({ text }) => text.join(' ')),
    words: Int32Array.from(headlines.flatMap(({ text }) => padded(text.map((word) => words.indexOf(word) + 1)))),
    posting: Float32Array.from(headlines.flatMap(({ posting }) => posting)),
    labels: Float32Array.from(headlines, ({ label }) => label),
  };
}

function padded(indices: readonly number[]): readonly number[] {
  return [...indices, ...Array<number>(headlineLength - indices.length).fill(0)];
}
