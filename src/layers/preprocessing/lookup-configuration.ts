import type { OutputMode } from '../../types/encoded.js';
import type { Salt } from './hash-bins.js';
import type { SipKey } from './sip-hash.js';

/** What stands in a vocabulary. */
export type Token = string | number;

/** What a layer looks up by, with what it has learned. */
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
export type OovMethod = 'floormod' | 'farmhash';

/** The same as users give it. */
export type GivenLookup<Item extends Token> = Omit<LookupConfiguration<Item>, 'salt'> & {
  readonly salt: Salt | null;
};
