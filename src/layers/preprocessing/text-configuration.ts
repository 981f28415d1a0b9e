import { oneOf } from '../../arguments/names.js';
import { integerFrom } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { ArgumentError, received } from '../../errors.js';
import { configureLookup } from './define-lookup.js';
import { checkSparse, type OutputMode } from './encode.js';
import type { LookupConfiguration } from './lookup-options.js';

/** What is done to a text first. */
export type Standardize = 'lowerAndStripPunctuation' | 'lower' | 'stripPunctuation' | ((text: string) => string);

/** How a text falls into tokens, by name. */
export type SplitName = 'whitespace' | 'character';

/** How a text falls into tokens. */
export type Split = SplitName | ((text: string) => readonly string[]);

/** How tokens are made of texts. */
interface Tokenization {
  readonly standardize: Standardize | null;
  /** `null` where what comes in are tokens. */
  readonly split: Split | null;
  /** The numbers of tokens that are joined to one: up to a number, or each of a list. */
  readonly ngrams: number | readonly number[] | null;
}

/** Checks how tokens are to be made. */
function checkTokenization(layer: string, { standardize, split, ngrams }: Tokenization): Tokenization {
  const ways = ['lowerAndStripPunctuation', 'lower', 'stripPunctuation'] as const;
  return {
    standardize: checkWay(`${layer}: standardize`, standardize, ways),
    split: checkWay(`${layer}: split`, split, ['whitespace', 'character']),
    ngrams: checkNgrams(`${layer}: ngrams`, ngrams),
  };
}

function checkWay<Way extends string | ((text: string) => unknown)>(
  owner: string,
  way: Way | null,
  names: readonly (Way & string)[],
): Way | null {
  return way === null || typeof way === 'function' ? way : oneOf(owner, way as Way & string, names);
}

function checkNgrams(owner: string, ngrams: number | readonly number[] | null): number | readonly number[] | null {
  if (ngrams === null) return null;
  if (typeof ngrams === 'number') return integerFrom(owner, ngrams, 1);
  if (Array.isArray(ngrams)) return Object.freeze(ngrams.map((width) => integerFrom(owner, width, 1)));
  throw new ArgumentError(`${owner} expects an integer, or a list of them (received ${received(ngrams)})`);
}

/** The tokens of a text. */
export function tokensOfText(text: string, tokenization: Tokenization): readonly string[] {
  const standard = standardized(text, tokenization.standardize);
  return joined(splitText(standard, tokenization.split), tokenization.ngrams);
}

/** The tokens of a sample that comes as tokens. */
export function tokensOfRow(row: readonly string[], { standardize, ngrams }: Tokenization): readonly string[] {
  return joined(
    row.map((token) => standardized(token, standardize)),
    ngrams,
  );
}

// Letters, punctuation and whitespace are those of ASCII, as TensorFlow has it: others stay as they are.
function standardized(text: string, way: Standardize | null): string {
  if (way === null) return text;
  if (typeof way === 'function') return textOf(way(text));
  const lowered = way === 'stripPunctuation' ? text : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return way === 'lower' ? lowered : lowered.replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g, '');
}

function splitText(text: string, way: Split | null): readonly string[] {
  if (way === null) return [text];
  if (typeof way === 'function') return tokensOf(way(text));
  return way === 'character' ? [...text] : text.split(/[ \t\n\v\f\r]+/).filter((token) => token !== '');
}

function textOf(made: unknown): string {
  if (typeof made === 'string') return made;
  throw new ArgumentError(
    `TextVectorization: standardize expects a function that returns a string (received ${received(made)})`,
  );
}

function tokensOf(made: unknown): readonly string[] {
  if (Array.isArray(made) && made.every((token) => typeof token === 'string')) return made;
  throw new ArgumentError(
    `TextVectorization: split expects a function that returns a list of strings (received ${received(made)})`,
  );
}

/** Neighbours joined by spaces: first all that are as many as the first width says, then as the second, and so on. */
function joined(tokens: readonly string[], ngrams: number | readonly number[] | null): readonly string[] {
  if (ngrams === null) return tokens;
  const widths =
    typeof ngrams === 'number'
      ? Array.from({ length: Math.min(ngrams, tokens.length) }, (_, index) => index + 1)
      : ngrams;
  return widths.flatMap((width) =>
    tokens.slice(width - 1).map((_, start) => tokens.slice(start, start + width).join(' ')),
  );
}

/** How texts come out: as indices, or as one vector. */
export type TextMode = Exclude<OutputMode, 'oneHot'>;

/** What a layer makes of texts by, with what it has learned. */
export interface TextConfiguration
  extends Tokenization,
    Pick<LookupConfiguration<string>, 'maxTokens' | 'padToMaxTokens' | 'vocabulary' | 'idfWeights' | 'vocabularySize'> {
  readonly outputMode: TextMode;
  readonly outputSequenceLength: number | null;
  readonly sparse: false;
  readonly ragged: false;
  readonly encoding: 'utf-8';
}

const defaults: TextConfiguration = {
  maxTokens: null,
  standardize: 'lowerAndStripPunctuation',
  split: 'whitespace',
  ngrams: null,
  outputMode: 'int',
  outputSequenceLength: null,
  padToMaxTokens: false,
  vocabulary: null,
  idfWeights: null,
  sparse: false,
  ragged: false,
  encoding: 'utf-8',
  vocabularySize: null,
};

/** Checks options, and fills in defaults. */
export function configureText(layer: string, given: Partial<TextConfiguration>): TextConfiguration {
  const options = withDefaults(layer, defaults, given);
  const outputMode = oneOf(`${layer}: outputMode`, options.outputMode, ['int', 'multiHot', 'count', 'tfIdf']);
  const { maxTokens, padToMaxTokens, vocabulary, idfWeights, vocabularySize } = configureLookup(
    layer,
    lookupOf(options),
    isText,
  );
  return {
    ...checkTokenization(layer, options),
    maxTokens,
    outputMode,
    outputSequenceLength: checkLength(layer, options),
    padToMaxTokens,
    vocabulary,
    idfWeights,
    sparse: checkSparse(layer, options.sparse),
    ragged: checkRagged(layer, options.ragged),
    encoding: oneOf(`${layer}: encoding`, options.encoding, ['utf-8']),
    vocabularySize,
  };
}

/** Whether a value is a text. */
export function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** How tokens are looked up: the empty one stands for nothing, and there is one entry for all that is unknown. */
export function lookupOf(options: TextConfiguration): LookupConfiguration<string> {
  return {
    ...options,
    maskToken: '',
    oovToken: '[UNK]',
    numOovIndices: 1,
    invert: false,
    oovMethod: 'floormod',
    salt: null,
  };
}

function checkLength(layer: string, { outputSequenceLength: length, outputMode }: TextConfiguration): number | null {
  if (length === null) return null;
  if (outputMode === 'int') return integerFrom(`${layer}: outputSequenceLength`, length, 1);
  throw new ArgumentError(`${layer}: outputSequenceLength expects outputMode 'int' (received '${outputMode}')`);
}

function checkRagged(layer: string, ragged: false): false {
  if (ragged === false) return ragged;
  throw new ArgumentError(
    `${layer}: ragged expects false, because ragged tensors are not supported (received ${received(ragged)})`,
  );
}
