import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { OutputMode } from '../types/encoded.js';
import type { VectorSize } from '../types/vocabulary-size.js';
import type { StringData } from './preprocessing/adapt.js';
import { defineLookup, type LookupShape } from './preprocessing/define-lookup.js';
import type { LookupMembers } from './preprocessing/lookup-members.js';
import type { LookupOptions } from './preprocessing/lookup-options.js';

/** The shape function of {@link StringLookup}. */
export interface StringLookupShape<Size extends number, Mode extends OutputMode, Invert extends boolean>
  extends LookupShape<'StringLookup', 'string', Size, Mode, Invert> {
  readonly takesStrings: true;
}

const stringLookup = defineLookup<string, StringData>({
  name: 'StringLookup',
  type: 'string',
  oovToken: '[UNK]',
  isToken: (value) => typeof value === 'string',
  fixed: { encoding: 'utf-8' },
});

/**
 * Maps strings to their indices in a vocabulary, which is given, or learned by `adapt` from the most frequent strings of
 * the data; with `invert`, maps indices to strings.
 *
 * The input can have any shape of strings; the output has the same shape and is int32, or float32 vectors, depending on
 * `outputMode`. Strings outside of the vocabulary have index 0, `[UNK]`, after `maskToken` if there is one. Running the
 * layer without a vocabulary throws a `StateError`.
 *
 * @example
 * const lookup = StringLookup({ vocabulary: ['red', 'green', 'blue'], outputMode: 'oneHot' });
 * const colour = lookup(Input([1], { dtype: 'string' })); // SymbolicTensor<[null, 4]>
 */
export const StringLookup: <
  const Vocabulary extends readonly string[] | null = null,
  const Mode extends OutputMode = 'int',
  const MaxTokens extends number | null = null,
  const OovCount extends number = 1,
  const OovToken extends string = '[UNK]',
  const Pad extends boolean = false,
  const Invert extends boolean = false,
  const Size extends number | null = null,
  const Name extends string = string,
>(
  options?: LookupOptions<string, Vocabulary, Mode, MaxTokens, OovCount, OovToken, Pad, Invert, Size> &
    LayerOptions<Name>,
) => Layer<
  StringLookupShape<VectorSize<Vocabulary, { count: OovCount; token: OovToken }, MaxTokens, Pad, Size>, Mode, Invert>,
  Name
> &
  LookupMembers<string, StringData> = positional([], (options = {}) => stringLookup(options, options));
