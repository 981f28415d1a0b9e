import * as tf from '@tensorflow/tfjs-core';

/** Reduces (rows, windows, size, channels) over the places of each window, to (rows, windows, channels). */
export type ReduceWindows = (windows: tf.Tensor4D) => tf.Tensor;

/** A part of an axis. */
interface Section {
  readonly start: number;
  readonly size: number;
}

/**
 * The sections of an axis that become one place each: as nearly as integers allow of the same size, and all of it, so that
 * neighbours may have a place in common.
 */
export function sections(length: number, count: number): readonly Section[] {
  return Array.from({ length: count }, (_, place) => {
    const start = Math.floor((place * length) / count);
    return { start, size: Math.ceil(((place + 1) * length) / count) - start };
  });
}

/** Reduces (batch, ...spatial axes, channels) to as many places on each axis as `counts` says, one axis after the other. */
export function adaptivePool(input: tf.Tensor, counts: readonly number[], reduce: ReduceWindows): tf.Tensor {
  return counts.reduce((pooled, count, index) => poolAlong(pooled, index + 1, count, reduce), input);
}

function poolAlong(input: tf.Tensor, axis: number, count: number, reduce: ReduceWindows): tf.Tensor {
  const length = input.shape[axis] as number;
  if (length === count) return input;
  const all = sections(length, count);
  const sizes = [...new Set(all.map(({ size }) => size))];
  const before = input.shape.slice(0, axis).reduce((product, size) => product * size, 1);
  const rows = tf.reshape(input, [before, length, -1]);
  const pooled = sizes.map((size) => {
    const places = all.filter((section) => section.size === size).flatMap(({ start }) => range(start, size));
    const isWhole = places.length === length && places.every((place, index) => place === index);
    const covered = isWhole ? rows : tf.gather(rows, tf.tensor1d(places, 'int32'), 1);
    return reduce(tf.reshape<tf.Rank.R4>(covered, [before, places.length / size, size, -1]));
  });
  const output = [...input.shape.slice(0, axis), count, ...input.shape.slice(axis + 1)];
  return tf.reshape(pooled.length === 1 ? (pooled[0] as tf.Tensor) : inOrder(pooled, sizes, all), output);
}

/** Puts what came of sections of the same size into the order of the sections. */
function inOrder(pooled: tf.Tensor[], sizes: readonly number[], all: readonly Section[]): tf.Tensor {
  const sorted = sizes.flatMap((size) => all.filter((section) => section.size === size));
  const places = all.map((section) => sorted.indexOf(section));
  return tf.gather(tf.concat(pooled, 1), tf.tensor1d(places, 'int32'), 1);
}

function range(start: number, size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => start + index);
}
