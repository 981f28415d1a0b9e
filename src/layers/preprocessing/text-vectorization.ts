import * as tf from '@tensorflow/tfjs-core';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { ShapedValues } from '../../tensor/read-elements.js';
import { checkInputType, type FromType } from '../../types/dtype.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import type { StringData } from './adapt.js';
import { type EncodedType, encodedType } from './encode.js';
import { checkKnown, encodeTokens, lookUp, tokenIndices, vectorSize } from './look-up.js';
import { type LookupMembers, lookupMembers } from './lookup-members.js';
import type { VocabularyOptions } from './lookup-options.js';
import {
  configureText,
  isText,
  lookupOf,
  type SplitName,
  type Standardize,
  type TextConfiguration,
  type TextMode,
  tokensOfRow,
  tokensOfText,
} from './text-configuration.js';
import { type TextOutput, textOutput } from './text-shape.js';
import type { VectorSize } from './vocabulary.js';

/** The options of {@link TextVectorization}. */
export interface TextVectorizationOptions<
  Vocabulary extends readonly string[] | null,
  Mode extends TextMode,
  Length extends number | null,
  MaxTokens extends number | null,
  Pad extends boolean,
  Splitting extends SplitName | null,
  Size extends number | null,
> extends VocabularyOptions<string, Vocabulary, MaxTokens, Pad, Size> {
  /** How texts are standardized; `null` for not at all. The default is to convert to lower case and strip punctuation. */
  readonly standardize?: Standardize | null;
  /** How texts are split into tokens; `null` if the inputs are tokens. The default is to split at whitespace. */
  readonly split?: Splitting | ((text: string) => readonly string[]);
  /**
   * The n-grams of tokens to create besides single tokens: up to a number, or the numbers of a list. The default is none.
   */
  readonly ngrams?: number | readonly number[] | null;
  /**
   * `int` returns the index of each token, `multiHot` one vector for all tokens of a text, `count` how often each token
   * occurs, and `tfIdf` these counts weighted by inverse document frequency. The default is `int`.
   */
  readonly outputMode?: Mode;
  /**
   * The number of indices of a text, which is truncated or padded with zeros. The default is the length of the longest text
   * of the batch.
   */
  readonly outputSequenceLength?: Length;
  /** Whether to return rows of different lengths, which is not supported. The default is `false`. */
  readonly ragged?: false;
}

/** The shape function of {@link TextVectorization}. */
export interface TextVectorizationShape<
  Splitting extends SplitName | null,
  Mode extends TextMode,
  Length extends number | null,
  Size extends number,
> extends ShapeFunction {
  readonly signature: '(batch) of strings → (batch, tokens)';
  readonly parameters: [Splitting, Mode, Length, Size];
  readonly structured: false;
  readonly output: FromType<
    'TextVectorization',
    this['inputType'],
    'string',
    TextOutput<this['input'], null extends Splitting ? false : true, Mode, Length, Size>
  >;
  readonly outputType: EncodedType<Mode>;
  readonly takesStrings: true;
}

const textVectorization = defineLayer({
  name: 'TextVectorization',
  configure: (options: Partial<TextConfiguration>) => configureText('TextVectorization', options),
  shape: (input, { split, outputMode, outputSequenceLength, ...rest }) => {
    const size = vectorSize(lookupOf({ split, outputMode, outputSequenceLength, ...rest }));
    return textOutput(input, split !== null, outputMode, outputSequenceLength, size);
  },
  type: (inputType, { outputMode }) => {
    checkInputType('TextVectorization', inputType, 'string');
    return encodedType(outputMode);
  },
  takesStrings: true,
  forward: (input, _, options, { derived }) => {
    const lookup = lookupOf(options);
    checkKnown('TextVectorization', lookup);
    const known = derived(() => tokenIndices(lookup));
    const texts = { shape: input.shape, values: input.dataSync<'string'>() };
    const rows = documentsOf(texts, true, options).map((tokens) => lookUp('TextVectorization', lookup, known, tokens));
    const indices = filled(rows, options);
    return encodeTokens('TextVectorization', lookup, { indices, inputShape: [null, null] });
  },
  members: lookupMembers<string, StringData, TextConfiguration>({
    dtype: 'string',
    lookup: lookupOf,
    isToken: isText,
    documents: documentsOf,
  }),
});

/** The tokens of each text. If the inputs are tokens, each row is a text, and a batch of one axis is one text. */
function documentsOf(
  { shape, values }: ShapedValues,
  isWhole: boolean,
  options: TextConfiguration,
): readonly (readonly string[])[] {
  const { split, outputMode } = options;
  textOutput(shape, split !== null, outputMode, null, null);
  const texts = values as readonly string[];
  if (split !== null) return texts.map((text) => tokensOfText(text, options));
  const count = shape.length > 1 || isWhole ? (shape[0] as number) : 1;
  const size = texts.length / count;
  return Array.from({ length: count }, (_, row) => tokensOfRow(texts.slice(row * size, (row + 1) * size), options));
}

/** Rows of one length: truncated, or padded. */
function filled(
  rows: readonly (readonly number[])[],
  { outputMode, outputSequenceLength }: TextConfiguration,
): tf.Tensor {
  const length = outputSequenceLength ?? rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const nothing = outputMode === 'int' ? 0 : -1;
  const indices = rows.flatMap((row) => Array.from({ length }, (_, place) => row[place] ?? nothing));
  return tf.tensor(indices, [rows.length, length], 'int32');
}

/**
 * Maps texts to the indices of their tokens, in a vocabulary that is given, or learned by `adapt` from the most frequent
 * tokens of the data.
 *
 * Input shape: (batch) or (batch, 1), of strings. Output shape: (batch, tokens), of int32, where 0 is padding and 1 stands
 * for tokens outside of the vocabulary; or a vector for each text, depending on `outputMode`, in which index 0 stands for
 * tokens outside of the vocabulary. Strings are processed by the host. Running the layer without a vocabulary throws a `StateError`.
 *
 * @example
 * const vectorize = TextVectorization({ maxTokens: 1000, outputSequenceLength: 20 });
 * await vectorize.adapt(['The cat sat on the mat.', 'The dog barked.']);
 * const words = vectorize(Input([1], { dtype: 'string' })); // SymbolicTensor<[null, 20]> & OfType<'int32'>
 */
export const TextVectorization: <
  const Vocabulary extends readonly string[] | null = null,
  const Mode extends TextMode = 'int',
  const Length extends number | null = null,
  const MaxTokens extends number | null = null,
  const Pad extends boolean = false,
  const Splitting extends SplitName | null = 'whitespace',
  const Size extends number | null = null,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<
    'TextVectorization',
    Given,
    TextVectorizationOptions<Vocabulary, Mode, Length, MaxTokens, Pad, Splitting, Size> & LayerOptions<Name>
  >,
) => Layer<
  TextVectorizationShape<
    Splitting,
    Mode,
    Length,
    VectorSize<Vocabulary, { count: 1; token: '[UNK]' }, MaxTokens, Pad, Size>
  >,
  Name
> &
  LookupMembers<string, StringData> = positionalAs(
  [],
  (
    options: TextVectorizationOptions<
      readonly string[] | null,
      TextMode,
      number | null,
      number | null,
      boolean,
      SplitName | null,
      number | null
    > &
      LayerOptions = {},
  ) => textVectorization(options, options),
);
