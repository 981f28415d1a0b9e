import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { OutputMode } from '../types/encoded.js';
import type { VectorSize } from '../types/vocabulary-size.js';
import type { NumericData } from './preprocessing/adapt.js';
import { defineLookup, type LookupShape } from './preprocessing/define-lookup.js';
import type { LookupMembers } from './preprocessing/lookup-members.js';
import type { IntegerLookupOptions } from './preprocessing/lookup-options.js';

/** The rule of {@link IntegerLookup}. */
export interface IntegerLookupShape<Size extends number, Mode extends OutputMode, Invert extends boolean>
  extends LookupShape<'IntegerLookup', 'int32', Size, Mode, Invert> {}

const integerLookup = defineLookup<number, NumericData>({
  name: 'IntegerLookup',
  type: 'int32',
  oovToken: -1,
  isToken: Number.isSafeInteger,
  fixed: { vocabularyDtype: 'int64' },
});

/**
 * Turns integers into the indices that they have in a vocabulary, which is given, or which `adapt` makes of the most frequent
 * integers in data; or, with `invert`, indices into these integers.
 *
 * Takes any shape of integers, and gives the same, of int32; or vectors of floats, as `outputMode` says. What is not in the
 * vocabulary has index 0, -1 in the vocabulary, after `maskToken` if there is one. To run it before there is a vocabulary is a
 * `StateError`.
 *
 * @example
 * const lookup = IntegerLookup({ vocabulary: [12, 36, 1138], outputMode: 'multiHot' });
 * const products = lookup(Input([8], { dtype: 'int32' })); // SymbolicTensor<[null, 4]>
 */
export const IntegerLookup: <
  const Vocabulary extends readonly number[] | null = null,
  const Mode extends OutputMode = 'int',
  const MaxTokens extends number | null = null,
  const OovCount extends number = 1,
  const OovToken extends number = -1,
  const Pad extends boolean = false,
  const Invert extends boolean = false,
  const Size extends number | null = null,
  const Name extends string = string,
>(
  options?: IntegerLookupOptions<Vocabulary, Mode, MaxTokens, OovCount, OovToken, Pad, Invert, Size> &
    LayerOptions<Name>,
) => Layer<
  IntegerLookupShape<VectorSize<Vocabulary, { count: OovCount; token: OovToken }, MaxTokens, Pad, Size>, Mode, Invert>,
  Name
> &
  LookupMembers<number, NumericData> = positional([], (options = {}) => integerLookup(options, options));
