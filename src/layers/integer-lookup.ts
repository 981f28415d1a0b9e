import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { OutputMode } from '../types/encoded.js';
import type { VectorSize } from '../types/vocabulary-size.js';
import type { NumericData } from './preprocessing/adapt.js';
import { defineLookup, type LookupShape } from './preprocessing/define-lookup.js';
import type { LookupMembers } from './preprocessing/lookup-members.js';
import type { IntegerLookupOptions } from './preprocessing/lookup-options.js';

/** The shape function of {@link IntegerLookup}. */
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
 * Maps integers to their indices in a vocabulary, which is given, or learned by `adapt` from the most frequent integers of
 * the data; with `invert`, maps indices to these integers.
 *
 * The input can have any shape of integers; the output has the same shape and is int32, or float32 vectors, depending on
 * `outputMode`. Integers outside of the vocabulary have index 0, after `maskToken` if there is one. Running the layer
 * without a vocabulary throws a `StateError`.
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
