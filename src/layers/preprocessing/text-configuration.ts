import { integerFrom } from '../../arguments/integer-from.js';
import { oneOf } from '../../arguments/one-of.js';
import { received } from '../../arguments/received.js';
import { withDefaults } from '../../arguments/with-defaults.js';
import { ArgumentError } from '../../errors.js';
import type { OutputMode } from '../../types/encoded.js';
import { configureLookup } from './configure-lookup.js';
import type { LookupConfiguration } from './lookup-configuration.js';
import { checkSparse } from './sparse.js';
import { checkTokenization, type Tokenization } from './tokenize.js';

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
  const options = withDefaults(defaults, given);
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
