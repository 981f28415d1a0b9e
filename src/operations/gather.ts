import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';
import { withoutGradient } from '../gradients/custom-gradient.js';

/** Where indices are in range, and indices that are: negative ones count from the end, and those out of range are 0. */
interface InRange {
  readonly isInside: tf.Tensor;
  readonly places: tf.Tensor;
}

function inRange(indices: tf.Tensor, size: number): InRange {
  const places = tf.where(tf.less(indices, 0), tf.add(indices, tf.scalar(size, 'int32')), indices);
  const isInside = tf.logicalAnd(tf.greaterEqual(places, 0), tf.less(places, tf.scalar(size, 'int32')));
  return { isInside, places: tf.where(isInside, places, tf.zerosLike(places)) };
}

/** The element for indices out of range, as in Keras on JAX: NaN, the least integer, or `true`. */
function filling(dtype: tf.DataType): tf.Scalar {
  if (dtype === 'bool') return tf.scalar(true, 'bool');
  return dtype === 'int32' ? tf.scalar(-(2 ** 31), 'int32') : tf.scalar(Number.NaN);
}

function filled(shape: readonly number[], dtype: tf.DataType): tf.Tensor {
  return tf.broadcastTo(filling(dtype), [...shape] as [number]);
}

/**
 * The slices at integers of one axis, without reading these from the device: negative ones count from the end, and out of range
 * gives NaN, the least integer or `true`, where backends would read other memory.
 */
export function gatherFilled(x: tf.Tensor, indices: tf.Tensor1D, axis: number): tf.Tensor {
  const size = x.shape[axis] as number;
  if (size === 0)
    return filled(
      x.shape.map((sizes, each) => (each === axis ? indices.size : sizes)),
      x.dtype,
    );
  const { isInside, places } = inRange(indices, size);
  const gathered = tf.gather(x, places as tf.Tensor1D, axis);
  const along = x.shape.map((_, each) => (each === axis ? indices.size : 1));
  return tf.where(tf.reshape(isInside, along), gathered, filling(x.dtype));
}

/** The same for indices of the shape of the result, which differ from position to position; `x` has its other sizes. */
export function gatherAlongFilled(x: tf.Tensor, indices: tf.Tensor, axis: number): tf.Tensor {
  const size = x.shape[axis] as number;
  const { shape } = indices;
  if (size === 0 || indices.size === 0) return filled(shape, x.dtype);
  const { isInside, places } = inRange(indices, size);
  const inner = tf.util.sizeFromShape(shape.slice(axis + 1));
  const outer = tf.util.sizeFromShape(shape.slice(0, axis));
  // Each index along the axis, as one among all elements.
  const rows = tf.mul(tf.range(0, outer, 1, 'int32'), tf.scalar(size, 'int32'));
  const along = tf.add(tf.reshape(rows, [outer, 1, 1]), tf.reshape(places, [outer, -1, inner]));
  const flat = tf.add(tf.mul(along, tf.scalar(inner, 'int32')), tf.range(0, inner, 1, 'int32'));
  const gathered = tf.gather(tf.reshape(x, [-1]), tf.reshape(flat, [-1]));
  return tf.where(isInside, tf.reshape(gathered, shape), filling(x.dtype));
}

/** Indices along an axis of a size, counted from 0. @throws DataError for one out of range. */
export function placesFrom(operation: string, indices: ArrayLike<number>, size: number): Int32Array {
  const places = Int32Array.from(indices, (index) => (index < 0 ? index + size : index));
  const wrong = places.findIndex((place) => place < 0 || place >= size);
  if (wrong < 0) return places;
  throw new DataError(
    `${operation} expects indices from ${-size} to ${size - 1} (received ${indices[wrong]} at place ${wrong} of ${indices.length})`,
  );
}

/** Sorted numbers, in which {@link searchSorted} searches: before them any number, and after them as many as make 2^n. */
export type SearchTable = Float32Array | Int32Array;

/** The table of numbers in ascending order. */
export function searchTable(sorted: SearchTable): SearchTable {
  const length = 2 ** Math.ceil(Math.log2(sorted.length + 1));
  const table = sorted instanceof Int32Array ? new Int32Array(length) : new Float32Array(length);
  table.fill(sorted instanceof Int32Array ? 2 ** 31 - 1 : Number.POSITIVE_INFINITY);
  table.set(sorted, 1);
  return table;
}

/**
 * How many of `count` sorted numbers are not greater than each element: all of them for NaN. There is no gradient.
 *
 * A binary search by tensors, because searching by the host would read the elements from the device.
 */
export function searchSorted(x: tf.Tensor, table: SearchTable, count: number): tf.Tensor {
  const dtype = table instanceof Int32Array ? 'int32' : 'float32';
  return withoutGradient(() => {
    const elements = tf.cast(tf.reshape(x, [-1]), dtype);
    const numbers = tf.tensor1d(table, dtype);
    let found: tf.Tensor = tf.zeros([elements.size], 'int32');
    for (let step = table.length / 2; step >= 1; step /= 2) {
      const next = tf.add(found, tf.scalar(step, 'int32'));
      found = tf.where(tf.less(elements, tf.gather(numbers, next as tf.Tensor1D)), found, next);
    }
    return tf.reshape(tf.minimum(found, tf.scalar(count, 'int32')), x.shape);
  });
}
