import * as tf from '@tensorflow/tfjs-core';
import { DataError, received, StateError } from '../../errors.js';
import { type Categories, encode } from './encode.js';
import { binFinder } from './hash.js';
import type { LookupConfiguration, Token } from './lookup-options.js';
import { front, tokensOf, weightsOf } from './vocabulary.js';

/** Throws where there is no vocabulary yet. */
export function checkKnown<Item extends Token>(layer: string, { vocabulary }: LookupConfiguration<Item>): void {
  if (vocabulary !== null) return;
  throw new StateError(`${layer} expects a vocabulary: give one, or call \`adapt(data)\` first (received none)`);
}

/** The indices of the tokens of a vocabulary. */
export function tokenIndices<Item extends Token>(options: LookupConfiguration<Item>): ReadonlyMap<Item, number> {
  const start = front(options).length;
  return new Map(tokensOf(options).map((token, place) => [token, place + start]));
}

/** What values are found at; what is masked is left out of vectors, by an index that there is not. */
export function lookUp<Item extends Token>(
  layer: string,
  options: LookupConfiguration<Item>,
  known: ReadonlyMap<Item, number>,
  values: readonly Item[],
): readonly number[] {
  const { maskToken, outputMode, numOovIndices } = options;
  const start = front(options).length - numOovIndices;
  const place = unknownFinder(options);
  return values.map((value, position) => {
    if (maskToken !== null && value === maskToken) return outputMode === 'int' ? 0 : -1;
    const found = known.get(value);
    if (found !== undefined) return found;
    if (numOovIndices > 0) return start + place(value);
    throw new DataError(
      `${layer} expects values of its vocabulary, because numOovIndices is 0 ` +
        `(received ${received(value)} at place ${position} of ${values.length})`,
    );
  });
}

/** Which of the entries for what is not in the vocabulary is that of a token. */
function unknownFinder<Item extends Token>(options: LookupConfiguration<Item>): (token: Item) => number {
  const { numOovIndices: count, oovMethod, salt } = options;
  if (count <= 1) return () => 0;
  const bin = binFinder(count, salt);
  return (token) =>
    typeof token === 'number' && oovMethod === 'floormod' ? ((token % count) + count) % count : bin(String(token));
}

/** The way back: the tokens at indices. */
export function tokensAt<Item extends Token>(
  options: LookupConfiguration<Item>,
  indices: ArrayLike<number>,
): readonly Item[] {
  const { maskToken, oovToken } = options;
  const tokens = tokensOf(options);
  const start = front(options).length;
  return Array.from(indices, (index) => {
    if (maskToken !== null && index === 0) return maskToken;
    return tokens[index - start] ?? oovToken;
  });
}

/** Indices as a tensor: as they are, or as vectors. */
export function encodeTokens<Item extends Token>(
  layer: string,
  options: LookupConfiguration<Item>,
  categories: Categories,
): tf.Tensor {
  const { outputMode } = options;
  const vectors = encode(layer, categories, outputMode, vectorSize(options) ?? 0);
  return outputMode === 'tfIdf' ? tf.mul(vectors, tf.tensor([...weightsOf(options)])) : vectors;
}

/** The size of vectors; `null` before it is known. */
export function vectorSize<Item extends Token>(options: LookupConfiguration<Item>): number | null {
  return options.padToMaxTokens ? options.maxTokens : options.vocabularySize;
}
