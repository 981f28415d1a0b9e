import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { integerFrom } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { ArgumentError, received } from '../../errors.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import type { ShapedValues } from '../../tensor/read-elements.js';
import { checkInputType, type FromType } from '../../types/dtype.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import {
  checkSparse,
  type Encoded,
  type EncodedType,
  encoded,
  encodedType,
  type NotSparse,
  type OutputMode,
} from './encode.js';
import { checkSalt } from './hash.js';
import { checkKnown, encodeTokens, lookUp, tokenIndices, tokensAt, vectorSize } from './look-up.js';
import { integersAt, integerTable, isOnDevice, lookUpIntegers } from './look-up-integers.js';
import { type LookupMembers, lookupMembers } from './lookup-members.js';
import type { GivenLookup, LookupConfiguration, Token } from './lookup-options.js';
import { checkVocabulary, front } from './vocabulary.js';

/** Checks options of a lookup, each by itself and with the others. `isToken` says what may stand in the vocabulary. */
export function configureLookup<Item extends Token>(
  layer: string,
  given: GivenLookup<Item>,
  isToken: (value: unknown) => boolean,
): LookupConfiguration<Item> {
  const { maxTokens, numOovIndices, maskToken, oovToken, outputMode, vocabularySize } = given;
  const salt = checkSalt(layer, given.salt);
  const options: LookupConfiguration<Item> = {
    ...given,
    maxTokens: maxTokens === null ? null : integerFrom(`${layer}: maxTokens`, maxTokens, 2),
    numOovIndices: integerFrom(`${layer}: numOovIndices`, numOovIndices, 0),
    maskToken: maskToken === null ? null : checkToken(`${layer}: maskToken`, maskToken, isToken),
    oovToken: checkToken(`${layer}: oovToken`, oovToken, isToken),
    outputMode: oneOf(`${layer}: outputMode`, outputMode, ['int', 'oneHot', 'multiHot', 'count', 'tfIdf']),
    oovMethod: oneOf(`${layer}: oovMethod`, given.oovMethod, ['floormod', 'farmhash']),
    salt,
    vocabularySize: vocabularySize === null ? null : integerFrom(`${layer}: vocabularySize`, vocabularySize, 0),
    vocabulary: null,
    idfWeights: null,
  };
  checkTogether(layer, options);
  if (given.vocabulary !== null) {
    return { ...options, ...checkVocabulary(layer, options, given.vocabulary, given.idfWeights, isToken) };
  }
  // Keras also writes the size of an empty vocabulary, which does not limit the one that is learned later.
  if (given.idfWeights === null) {
    return (vocabularySize ?? 0) > front(options).length ? options : { ...options, vocabularySize: null };
  }
  throw new ArgumentError(`${layer}: idfWeights expects a vocabulary besides the weights (received none)`);
}

function checkToken<Item extends Token>(owner: string, token: Item, isToken: (value: unknown) => boolean): Item {
  if (isToken(token)) return token;
  throw new ArgumentError(`${owner} expects a value that may be in the vocabulary (received ${received(token)})`);
}

/** The largest number of entries besides those of a vocabulary, which all are in memory. */
const mostEntries = 10_000_000;

function checkTogether<Item extends Token>(layer: string, options: LookupConfiguration<Item>): void {
  const { padToMaxTokens, maxTokens, invert, outputMode, salt, oovMethod, oovToken } = options;
  if (padToMaxTokens && maxTokens === null) {
    throw new ArgumentError(`${layer}: padToMaxTokens expects maxTokens (received none)`);
  }
  const entries = { numOovIndices: options.numOovIndices, maxTokens: padToMaxTokens ? maxTokens : null };
  for (const [name, count] of Object.entries(entries)) {
    if ((count ?? 0) <= mostEntries) continue;
    throw new ArgumentError(`${layer}: ${name} expects at most ${mostEntries} (received ${count})`);
  }
  if (invert && outputMode !== 'int') {
    throw new ArgumentError(`${layer}: invert expects outputMode 'int' (received '${outputMode}')`);
  }
  if (salt !== null && oovMethod !== 'farmhash' && typeof oovToken === 'number') {
    throw new ArgumentError(`${layer}: salt expects oovMethod 'farmhash' (received '${oovMethod}')`);
  }
}

/** The element type of tokens. */
export type TokenType = 'string' | 'int32';

/** The rule of layers that look tokens up, `Size` of which there are, or `Invert` find them by their indices. */
export interface LookupShape<
  Layer extends string,
  Type extends TokenType,
  Size extends number,
  Mode extends OutputMode,
  Invert extends boolean,
> extends ShapeFunction {
  readonly signature: Mode extends 'int' ? 'any shape → the same shape' : '(batch, values) → (batch, tokens)';
  readonly parameters: [Layer, Type, Size, Mode, Invert];
  readonly structured: false;
  readonly output: FromType<
    Layer,
    this['inputType'],
    Invert extends true ? 'int32' : Type,
    Encoded<Layer, this['input'], Mode, Size>
  >;
  readonly outputType: Invert extends true ? Type : EncodedType<Mode>;
}

/** A class of layers that look tokens up. */
export interface LookupDefinition<Item extends Token> {
  readonly name: string;
  readonly type: Item extends string ? 'string' : 'int32';
  readonly oovToken: Item;
  readonly isToken: (value: unknown) => boolean;
  /** Options that can have one value only, which Keras writes all the same. */
  readonly fixed: Readonly<Record<string, string>>;
}

type Given<Item extends Token> = Partial<GivenLookup<Item>> & NotSparse;

/** Defines a class of layers that look tokens up in a vocabulary. */
export function defineLookup<Item extends Token, Data>(
  definition: LookupDefinition<Item>,
): LayerConstructor<Given<Item>, object, LookupMembers<Item, Data>> {
  const { name, type, isToken, fixed } = definition;
  const defaults = { ...defaultsOf(definition.oovToken), ...fixed };
  return defineLayer({
    name,
    configure: (given: Given<Item>) => {
      const { sparse, ...options } = withDefaults(name, defaults, given);
      for (const [option, value] of Object.entries(fixed)) {
        oneOf(`${name}: ${option}`, (options as Readonly<Record<string, unknown>>)[option] as string, [value]);
      }
      return { ...configureLookup(name, options, isToken), sparse: checkSparse(name, sparse) };
    },
    shape: (input, options) => encoded(name, input, options.outputMode, vectorSize(options)),
    type: (inputType, { invert, outputMode }) => {
      checkInputType(name, inputType, invert ? 'int32' : type);
      return invert ? type : encodedType(outputMode);
    },
    takesStrings: type === 'string',
    checkValues(values, _, options) {
      if (options.invert || options.numOovIndices > 0 || options.vocabulary === null) return;
      lookUp(name, options, tokenIndices(options), Array.from(values as ArrayLike<unknown>) as Item[]);
    },
    forward: (input, _, options, { inputShape, derived }) => {
      checkKnown(name, options);
      if (type === 'int32' && isOnDevice(options)) {
        const integers = options as LookupConfiguration<number>;
        if (options.invert) return integersAt(integers, input);
        const known = derived(() => integerTable(integers));
        return encodeTokens(name, options, { indices: lookUpIntegers(integers, known, input), inputShape });
      }
      const { shape } = input;
      if (options.invert) return tf.tensor([...tokensAt(options, input.dataSync())] as string[], shape, type);
      const known = derived(() => tokenIndices(options));
      const places = lookUp(name, options, known, Array.from(input.dataSync() as ArrayLike<unknown>) as Item[]);
      return encodeTokens(name, options, { indices: tf.tensor([...places], shape, 'int32'), inputShape });
    },
    members: lookupMembers<Item, Data, LookupConfiguration<Item>>({
      dtype: type,
      lookup: (configuration) => configuration,
      isToken,
      documents: documentsOf,
    }),
  });
}

function defaultsOf<Item extends Token>(oovToken: Item): GivenLookup<Item> & Required<NotSparse> {
  return {
    maxTokens: null,
    numOovIndices: 1,
    maskToken: null,
    oovToken,
    vocabulary: null,
    idfWeights: null,
    invert: false,
    outputMode: 'int',
    padToMaxTokens: false,
    oovMethod: 'floormod',
    salt: null,
    vocabularySize: null,
    sparse: false,
  };
}

/** Each row is a document; of what has one axis, each value where it is all there is, else all of the batch together. */
function documentsOf<Item extends Token>(
  { shape, values }: ShapedValues,
  isWhole: boolean,
): readonly (readonly Item[])[] {
  const tokens = Array.from(values as ArrayLike<unknown>) as Item[];
  const count = shape.length > 1 || isWhole ? (shape[0] ?? 1) : 1;
  const size = tokens.length / count;
  return Array.from({ length: count }, (_, row) => tokens.slice(row * size, (row + 1) * size));
}
