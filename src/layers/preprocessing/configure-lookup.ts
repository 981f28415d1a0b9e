import { integerFrom } from '../../arguments/integer-from.js';
import { oneOf } from '../../arguments/one-of.js';
import { received } from '../../arguments/received.js';
import { ArgumentError } from '../../errors.js';
import { checkSalt } from './hash-bins.js';
import type { GivenLookup, LookupConfiguration, Token } from './lookup-configuration.js';
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
  // A size that Keras has written of an empty vocabulary says nothing of the one that comes.
  if (given.idfWeights === null) {
    return (vocabularySize ?? 0) > front(options).length ? options : { ...options, vocabularySize: null };
  }
  throw new ArgumentError(`${layer}: idfWeights expects a vocabulary besides the weights (received none)`);
}

function checkToken<Item extends Token>(owner: string, token: Item, isToken: (value: unknown) => boolean): Item {
  if (isToken(token)) return token;
  throw new ArgumentError(`${owner} expects a value that may be in the vocabulary (received ${received(token)})`);
}

function checkTogether<Item extends Token>(layer: string, options: LookupConfiguration<Item>): void {
  const { padToMaxTokens, maxTokens, invert, outputMode, salt, oovMethod, oovToken } = options;
  if (padToMaxTokens && maxTokens === null) {
    throw new ArgumentError(`${layer}: padToMaxTokens expects maxTokens (received none)`);
  }
  if (invert && outputMode !== 'int') {
    throw new ArgumentError(`${layer}: invert expects outputMode 'int' (received '${outputMode}')`);
  }
  if (salt !== null && oovMethod !== 'farmhash' && typeof oovToken === 'number') {
    throw new ArgumentError(`${layer}: salt expects oovMethod 'farmhash' (received '${oovMethod}')`);
  }
}
