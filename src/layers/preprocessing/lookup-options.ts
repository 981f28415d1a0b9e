import type { NotSparse, OutputMode } from './encode.js';
import type { Salt, SipKey } from './hash.js';

/** An entry of a vocabulary. */
export type Token = string | number;

/** The configuration of a lookup, with the vocabulary that it has learned. */
export interface LookupConfiguration<Item extends Token> {
  readonly maxTokens: number | null;
  readonly numOovIndices: number;
  readonly maskToken: Item | null;
  readonly oovToken: Item;
  /** With or without the entries in front. */
  readonly vocabulary: readonly Item[] | null;
  /** How rare each entry of the vocabulary is, in the order of the latter. */
  readonly idfWeights: readonly number[] | null;
  readonly invert: boolean;
  readonly outputMode: OutputMode;
  readonly padToMaxTokens: boolean;
  readonly oovMethod: OovMethod;
  readonly salt: SipKey | null;
  /** How many entries there are, those in front included, where that is known. */
  readonly vocabularySize: number | null;
}

/** How integers that are not in a vocabulary find their entry: by their remainders, or by hashes. */
type OovMethod = 'floormod' | 'farmhash';

/** The same as users give it. */
export type GivenLookup<Item extends Token> = Omit<LookupConfiguration<Item>, 'salt'> & {
  readonly salt: Salt | null;
};

/** The options of layers with a vocabulary. */
export interface VocabularyOptions<
  Item extends Token,
  Vocabulary extends readonly Item[] | null,
  MaxTokens extends number | null,
  Pad extends boolean,
  Size extends number | null,
> extends NotSparse {
  /** The most entries that the vocabulary may have, those in front included. The default is any number. */
  readonly maxTokens?: MaxTokens;
  /**
   * The tokens in the order of their indices, with or without the special tokens. The default is `null`: they are
   * learned by `adapt`.
   */
  readonly vocabulary?: Vocabulary;
  /**
   * The inverse document frequency of each token of the vocabulary, for the output mode `tfIdf`. The default is `null`.
   */
  readonly idfWeights?: readonly number[] | null;
  /** Whether vectors have the size of `maxTokens` however many tokens there are. The default is `false`. */
  readonly padToMaxTokens?: Pad;
  /**
   * The number of entries, special tokens included, of a vocabulary that is set or learned later, which is the size of
   * vectors. The default is `null`, an unknown number.
   */
  readonly vocabularySize?: Size;
}

/** The options of a layer that looks tokens up. */
export interface LookupOptions<
  Item extends Token,
  Vocabulary extends readonly Item[] | null,
  Mode extends OutputMode,
  MaxTokens extends number | null,
  OovCount extends number,
  OovToken extends Item,
  Pad extends boolean,
  Invert extends boolean,
  Size extends number | null,
> extends VocabularyOptions<Item, Vocabulary, MaxTokens, Pad, Size> {
  /**
   * The number of entries for what is not in the vocabulary, among which hashes choose. The default is 1.  With 0 such a
   * token is a `DataError`.
   */
  readonly numOovIndices?: OovCount;
  /**
   * The token of masked positions: it has index 0, and is omitted from vectors. The default is `null`, no such token.
   */
  readonly maskToken?: Item | null;
  /**
   * The token that is returned, with `invert`, for an index that is not in the vocabulary. The default is `[UNK]` for
   * strings, and -1 for integers.
   */
  readonly oovToken?: OovToken;
  /** Whether to turn indices into tokens. The default is `false`. */
  readonly invert?: Invert;
  /**
   * `int` returns the index of each token, `oneHot` a vector for each token, `multiHot` one vector for all tokens of a
   * sample, `count` the number of times each token occurs, and `tfIdf` these counts weighted by inverse document
   * frequency. The default is `int`.
   */
  readonly outputMode?: Mode;
  /**
   * The salt of the SipHash function by which tokens are assigned to one of several out-of-vocabulary indices, one
   * integer or two. The default is `null`: the FarmHash function, without a salt.
   */
  readonly salt?: Salt | null;
}

/** The options of a layer that looks integers up. */
export interface IntegerLookupOptions<
  Vocabulary extends readonly number[] | null,
  Mode extends OutputMode,
  MaxTokens extends number | null,
  OovCount extends number,
  OovToken extends number,
  Pad extends boolean,
  Invert extends boolean,
  Size extends number | null,
> extends LookupOptions<number, Vocabulary, Mode, MaxTokens, OovCount, OovToken, Pad, Invert, Size> {
  /**
   * How an integer that is not in the vocabulary is assigned to one of several out-of-vocabulary indices: by its
   * remainder, `floormod`, or by its hash, `farmhash`, which a salt requires, and which the host computes. The default is `floormod`.
   */
  readonly oovMethod?: OovMethod;
}
