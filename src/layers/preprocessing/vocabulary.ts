import { ArgumentError, received } from '../../errors.js';
import type { Add, LessThan } from '../../types/arithmetic/add.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { LookupConfiguration, Token } from './lookup-options.js';

/** What a vocabulary may be given with in front: an entry for all that is not in it, as often as there are such. */
export interface OutOfVocabulary {
  readonly count: number;
  readonly token: string | number;
}

/** How many entries a vocabulary has, those in front included, which it may be given with or without. */
export type VocabularySize<Tokens extends readonly unknown[], Unknown extends OutOfVocabulary> = [number] extends [
  Tokens['length'],
]
  ? number
  : IsLiteral<Tokens[number] | Unknown['token']> extends true
    ? LessThan<Leading<Tokens, Unknown['token']>, Unknown['count']> extends false
      ? Tokens['length']
      : Add<Tokens['length'], Unknown['count']>
    : number;

/** How often a token stands at the beginning. */
type Leading<Tokens extends readonly unknown[], Token, Found extends readonly unknown[] = []> = [Tokens] extends [
  readonly [infer First, ...infer Rest],
]
  ? First extends Token
    ? Leading<Rest, Token, [...Found, First]>
    : Found['length']
  : Found['length'];

type IsLiteral<Token> = string extends Token ? false : number extends Token ? false : true;

/** The same at run time, whatever stands in front. */
function vocabularySize(tokens: readonly unknown[], front: readonly unknown[]): number {
  return startsWith(tokens, front) ? tokens.length : tokens.length + front.length;
}

/** Whether a vocabulary has been given with what stands in front. */
function startsWith(tokens: readonly unknown[], front: readonly unknown[]): boolean {
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

/** What stands in front of a vocabulary: an entry for what is masked, where indices come out, and those for what is unknown. */
export function front<Item extends Token>(options: LookupConfiguration<Item>): readonly Item[] {
  const { maskToken, outputMode, oovToken, numOovIndices } = options;
  const masked = maskToken !== null && outputMode === 'int' ? [maskToken] : [];
  return [...masked, ...Array<Item>(numOovIndices).fill(oovToken)];
}

/** The vocabulary without what stands in front. */
export function tokensOf<Item extends Token>(options: LookupConfiguration<Item>): readonly Item[] {
  const { vocabulary } = options;
  const before = front(options);
  if (vocabulary === null) return [];
  return startsWith(vocabulary, before) ? vocabulary.slice(before.length) : vocabulary;
}

/** What an index counts: unknown tokens as much as others do on average, and nothing where there is only padding. */
export function weightsOf<Item extends Token>(options: LookupConfiguration<Item>): readonly number[] {
  const { vocabulary, idfWeights, padToMaxTokens, maxTokens } = options;
  const before = front(options);
  const given = idfWeights ?? [];
  const average = given.reduce((sum, weight) => sum + weight, 0) / given.length;
  const all = startsWith(vocabulary ?? [], before) ? given : [...before.map(() => average), ...given];
  const padding = padToMaxTokens ? (maxTokens ?? 0) - all.length : 0;
  return [...all, ...Array<number>(Math.max(padding, 0)).fill(0)];
}

/** The options that say a vocabulary, which it is checked for. */
export type GivenVocabulary<Item extends Token> = Pick<
  LookupConfiguration<Item>,
  'vocabulary' | 'idfWeights' | 'vocabularySize'
>;

/** A vocabulary with its weights, if it can be that of a layer with these options. */
export function checkVocabulary<Item extends Token>(
  owner: string,
  options: LookupConfiguration<Item>,
  vocabulary: readonly Item[],
  idfWeights: readonly number[] | null,
  isToken: (value: unknown) => boolean,
): GivenVocabulary<Item> {
  if (!Array.isArray(vocabulary) || vocabulary.length === 0) {
    throw new ArgumentError(
      `${owner}: vocabulary expects a list of at least one token (received ${vocabulary.length === 0 ? 'none' : received(vocabulary)})`,
    );
  }
  const reject = (expected: string, token: unknown): never => {
    throw new ArgumentError(`${owner}: vocabulary expects ${expected} (received ${received(token)})`);
  };
  const wrong = vocabulary.findIndex((token) => !isToken(token));
  if (wrong >= 0) reject('tokens of one type', vocabulary[wrong]);
  const tokens = tokensOf({ ...options, vocabulary });
  const { maskToken, oovToken, invert } = options;
  const seen = new Set<Item>();
  for (const token of tokens) {
    if (seen.has(token)) reject('different tokens', token);
    if (token === maskToken) reject('maskToken nowhere but in front', token);
    if (token === oovToken && invert) reject('oovToken nowhere but in front', token);
    seen.add(token);
  }
  checkWeights(owner, options, vocabulary, idfWeights);
  const size = vocabularySize(vocabulary, front(options));
  checkSize(owner, options, size);
  return {
    vocabulary: Object.freeze([...vocabulary]),
    idfWeights: idfWeights === null ? null : Object.freeze([...idfWeights]),
    vocabularySize: size,
  };
}

function checkWeights<Item extends Token>(
  owner: string,
  { outputMode }: LookupConfiguration<Item>,
  vocabulary: readonly Item[],
  idfWeights: readonly number[] | null,
): void {
  const isWeighted = outputMode === 'tfIdf';
  if (idfWeights === null && !isWeighted) return;
  const isRight = isWeighted && idfWeights?.length === vocabulary.length && idfWeights.every(Number.isFinite);
  if (isRight) return;
  const expected = isWeighted
    ? `${vocabulary.length} numbers, one for each token of the vocabulary`
    : "outputMode 'tfIdf'";
  const found = isWeighted ? (idfWeights === null ? 'none' : `${idfWeights.length} of them`) : `'${outputMode}'`;
  throw new ArgumentError(`${owner}: idfWeights expects ${expected} (received ${found})`);
}

/** Layers behind may have been built for vectors of the size that there was. */
function checkSize<Item extends Token>(owner: string, options: LookupConfiguration<Item>, size: number): void {
  const { maxTokens, outputMode, padToMaxTokens, vocabularySize: before } = options;
  if (maxTokens !== null && size > maxTokens) {
    throw new ArgumentError(
      `${owner}: vocabulary expects at most ${maxTokens} entries, its maxTokens (received ${size})`,
    );
  }
  if (outputMode === 'int' || padToMaxTokens || before === null || before === size) return;
  throw new ArgumentError(
    `${owner} expects a vocabulary of ${before} entries, the size of the vectors that it was built for (received ${size})`,
  );
}
