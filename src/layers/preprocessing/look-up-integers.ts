import * as tf from '@tensorflow/tfjs-core';
import { withoutGradient } from '../../gradients/custom-gradient.js';
import { type SearchTable, searchSorted, searchTable } from '../../operations/gather.js';
import type { LookupConfiguration } from './lookup-options.js';
import { front, tokensOf } from './vocabulary.js';

/** Whether integers are looked up by tensors: FarmHash and SipHash need integers of 64 bits, which tensors do not have. */
export function isOnDevice({ numOovIndices, oovMethod, invert }: LookupConfiguration<string | number>): boolean {
  return invert || numOovIndices <= 1 || oovMethod === 'floormod';
}

/** The vocabulary of a layer for a binary search. */
export interface IntegerTable {
  readonly table: SearchTable;
  readonly sorted: Int32Array;
  /** The index of each of the sorted integers. */
  readonly indices: Int32Array;
}

/** The vocabulary of a layer, in ascending order. */
export function integerTable(options: LookupConfiguration<number>): IntegerTable {
  const start = front(options).length;
  const pairs = tokensOf(options).map((token, place) => [token, place + start] as const);
  pairs.sort(([left], [right]) => left - right);
  const sorted = Int32Array.from(pairs, ([token]) => token);
  return { table: searchTable(sorted), sorted, indices: Int32Array.from(pairs, ([, index]) => index) };
}

/**
 * The indices of integers in a vocabulary. The mask token has index 0, or for vectors -1, which is no index; so has one that is
 * not in the vocabulary where there are no indices for those.
 */
export function lookUpIntegers(
  options: LookupConfiguration<number>,
  { table, sorted, indices }: IntegerTable,
  integers: tf.Tensor,
): tf.Tensor {
  const { maskToken, outputMode } = options;
  return withoutGradient(() => {
    let found = unknownIndices(options, integers);
    if (sorted.length > 0) {
      const places = tf.maximum(tf.sub(searchSorted(integers, table, sorted.length), integer(1)), integer(0));
      const flat = tf.reshape(places, [-1]) as tf.Tensor1D;
      const [candidates, known] = [sorted, indices].map((values) =>
        tf.reshape(tf.gather(tf.tensor1d(values, 'int32'), flat), integers.shape),
      ) as [tf.Tensor, tf.Tensor];
      found = tf.where(tf.equal(candidates, integers), known, found);
    }
    if (maskToken === null) return found;
    const masked = integer(outputMode === 'int' ? 0 : -1);
    return tf.where(tf.equal(integers, integer(maskToken)), masked, found);
  });
}

/** The indices of integers that are not in the vocabulary, all of them treated as such. */
function unknownIndices(options: LookupConfiguration<number>, integers: tf.Tensor): tf.Tensor {
  const { numOovIndices: count } = options;
  const start = front(options).length - count;
  if (count <= 1) return tf.fill(integers.shape, count === 0 ? -1 : start, 'int32');
  return tf.add(tf.mod(integers, integer(count)), integer(start));
}

/** The tokens at indices: `oovToken` for an index that is out of range. */
export function integersAt(options: LookupConfiguration<number>, indices: tf.Tensor): tf.Tensor {
  const { maskToken, oovToken } = options;
  const before = front(options).length;
  const tokens = tokensOf(options);
  return withoutGradient(() => {
    const flat = tf.reshape(indices, [-1]);
    const isInside = tf.logicalAnd(
      tf.greaterEqual(flat, integer(before)),
      tf.less(flat, integer(before + tokens.length)),
    );
    const places = tf.where(isInside, tf.sub(flat, integer(before)), tf.zerosLike(flat)) as tf.Tensor1D;
    const all = tf.tensor1d(tokens.length === 0 ? [oovToken] : [...tokens], 'int32');
    const found: tf.Tensor = tf.where<tf.Tensor>(isInside, tf.gather(all, places), integer(oovToken));
    const isMasked = tf.equal(flat, integer(0));
    const output = maskToken === null ? found : tf.where(isMasked, integer(maskToken), found);
    return tf.reshape(output, indices.shape);
  });
}

/** An integer as a tensor: a number next to a tensor would make floats of both. */
function integer(value: number): tf.Tensor {
  return tf.scalar(value, 'int32');
}
