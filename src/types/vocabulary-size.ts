import type { Add } from './arithmetic/add.js';
import type { LessThan } from './arithmetic/compare.js';
import type { Known } from './arithmetic/known.js';

/** What a vocabulary may be given with in front: an entry for all that is not in it, as often as there are such. */
export interface OutOfVocabulary {
  readonly count: number;
  readonly token: string | number;
}

/** How many entries a vocabulary has, those in front included, which it may be given with or without. */
export type VocabularySize<
  Tokens extends readonly unknown[],
  Unknown extends OutOfVocabulary,
> = number extends Tokens['length']
  ? number
  : IsLiteral<Tokens[number] | Unknown['token']> extends true
    ? LessThan<Leading<Tokens, Unknown['token']>, Unknown['count']> extends false
      ? Tokens['length']
      : Add<Tokens['length'], Unknown['count']>
    : number;

/** How often a token stands at the beginning. */
type Leading<
  Tokens extends readonly unknown[],
  Token,
  Found extends readonly unknown[] = [],
> = Tokens extends readonly [infer First, ...infer Rest]
  ? First extends Token
    ? Leading<Rest, Token, [...Found, First]>
    : Found['length']
  : Found['length'];

type IsLiteral<Token> = string extends Token ? false : number extends Token ? false : true;

/** The same at run time, whatever stands in front. */
export function vocabularySize(tokens: readonly unknown[], front: readonly unknown[]): number {
  return startsWith(tokens, front) ? tokens.length : tokens.length + front.length;
}

/** Whether a vocabulary has been given with what stands in front. */
export function startsWith(tokens: readonly unknown[], front: readonly unknown[]): boolean {
  return front.every((token, place) => tokens[place] === token);
}

/** The size of the vectors that come of a vocabulary: that which is padded to, that of the vocabulary, or what is stated. */
export type VectorSize<
  Tokens extends readonly unknown[] | null,
  Unknown extends OutOfVocabulary,
  MaxTokens extends number | null,
  Pad extends boolean,
  Stated extends number | null,
> = boolean extends Pad
  ? number
  : Pad extends true
    ? Known<MaxTokens & number>
    : [Tokens] extends [readonly unknown[]]
      ? VocabularySize<Tokens, Unknown>
      : [Stated] extends [number]
        ? Known<Stated>
        : number;
