import type { LookupConfiguration, Token } from './lookup-configuration.js';
import { front } from './vocabulary.js';

/** Counts tokens, and the documents that they are in, and makes a vocabulary of the most frequent ones. */
export class TokenCounter<Item extends Token> {
  readonly #counts = new Map<Item, number>();
  readonly #documentCounts = new Map<Item, number>();
  #documents = 0;

  addDocument(tokens: readonly Item[]): void {
    this.#documents++;
    for (const token of tokens) increment(this.#counts, token);
    for (const token of new Set(tokens)) increment(this.#documentCounts, token);
  }

  /** The tokens in the order of how often they are there, the greater ones first where that is the same, and their weights. */
  vocabulary(options: LookupConfiguration<Item>): {
    readonly tokens: readonly Item[];
    readonly weights: readonly number[];
  } {
    const { maskToken, oovToken, maxTokens } = options;
    const counted = [...this.#counts].filter(([token]) => token !== maskToken && token !== oovToken);
    counted.sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || compare(right, left));
    const room = maxTokens === null ? counted.length : Math.max(0, maxTokens - front(options).length);
    const tokens = counted.slice(0, room).map(([token]) => token);
    const weights = tokens.map((token) => Math.log(1 + this.#documents / (1 + (this.#documentCounts.get(token) ?? 0))));
    return { tokens, weights };
  }
}

function increment<Item>(counts: Map<Item, number>, token: Item): void {
  counts.set(token, (counts.get(token) ?? 0) + 1);
}

/** Numbers in their order, texts in that of their code points. */
function compare(left: Token, right: Token): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [first, second] = [[...String(left)], [...String(right)]];
  const place = first.findIndex((character, index) => character !== second[index]);
  if (place < 0) return first.length - second.length;
  return (first[place]?.codePointAt(0) ?? 0) - (second[place]?.codePointAt(0) ?? -1);
}
