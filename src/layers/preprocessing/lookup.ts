import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { NumericData, StringData } from './adapt.js';
import { defineLookup, type LookupShape } from './define-lookup.js';
import type { OutputMode } from './encode.js';
import type { LookupMembers } from './lookup-members.js';
import type { IntegerLookupOptions, LookupOptions } from './lookup-options.js';
import type { VectorSize } from './vocabulary.js';

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
  const Given = object,
>(
  options?: GivenOptions<
    'StringLookup',
    Given,
    LookupOptions<string, Vocabulary, Mode, MaxTokens, OovCount, OovToken, Pad, Invert, Size> & LayerOptions<Name>
  >,
) => Layer<
  StringLookupShape<VectorSize<Vocabulary, { count: OovCount; token: OovToken }, MaxTokens, Pad, Size>, Mode, Invert>,
  Name
> &
  LookupMembers<string, StringData> = positionalAs(
  [],
  (
    options: LookupOptions<
      string,
      readonly string[] | null,
      OutputMode,
      number | null,
      number,
      string,
      boolean,
      boolean,
      number | null
    > &
      LayerOptions = {},
  ) => stringLookup(options, options),
);

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
  const Given = object,
>(
  options?: GivenOptions<
    'IntegerLookup',
    Given,
    IntegerLookupOptions<Vocabulary, Mode, MaxTokens, OovCount, OovToken, Pad, Invert, Size> & LayerOptions<Name>
  >,
) => Layer<
  IntegerLookupShape<VectorSize<Vocabulary, { count: OovCount; token: OovToken }, MaxTokens, Pad, Size>, Mode, Invert>,
  Name
> &
  LookupMembers<number, NumericData> = positionalAs(
  [],
  (
    options: IntegerLookupOptions<
      readonly number[] | null,
      OutputMode,
      number | null,
      number,
      number,
      boolean,
      boolean,
      number | null
    > &
      LayerOptions = {},
  ) => integerLookup(options, options),
);
