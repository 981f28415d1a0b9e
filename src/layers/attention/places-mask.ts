import * as tf from '@tensorflow/tfjs-core';

/** How two places of sequences may lie to each other for one to attend to the other. */
export interface Nearness {
  /** Whether no place attends to later ones. */
  readonly isCausal: boolean;
  /** How far the window of each place goes to both sides, itself included; `null` where it has no end. */
  readonly window: number | null;
}

/** Which of a key's places each of a query's places may attend to, (1, query's, key's); `null` where it is all. */
export function placesMask(query: number, key: number, { isCausal, window }: Nearness): tf.Tensor | null {
  if (!isCausal && window === null) return null;
  const reach = window ?? Number.POSITIVE_INFINITY;
  const values = new Uint8Array(query * key);
  for (let row = 0; row < query; row++) {
    for (let column = 0; column < key; column++) {
      values[row * key + column] = (!isCausal || column <= row) && Math.abs(row - column) < reach ? 1 : 0;
    }
  }
  return tf.tensor(values, [1, query, key], 'bool');
}
