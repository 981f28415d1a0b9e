import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from './project.js';

/** (batch, heads, places, features) of a tensor (..., heads, features); `axes` are the places, all others are the batch. */
export function headsFirst(tensor: tf.Tensor, axes: readonly number[]): tf.Tensor4D {
  const order = orderOf(tensor.rank, axes);
  const [heads, features] = tensor.shape.slice(-2) as [number, number];
  const places = sizeOf(axes.map((axis) => tensor.shape[axis] as number));
  const batch = sizeOf(besides(tensor.rank, axes).map((axis) => tensor.shape[axis] as number));
  return tf.reshape(tf.transpose(tensor, order), [batch, heads, places, features]);
}

/** The inverse: `shape` is that of the tensor that heads have been taken out of, up to its heads. */
export function headsLast(tensor: tf.Tensor4D, shape: readonly number[], axes: readonly number[]): tf.Tensor {
  const [, heads, , features] = tensor.shape;
  const order = orderOf(shape.length + 2, axes);
  const whole = [...shape, heads, features];
  const apart = tf.reshape(
    tensor,
    order.map((axis) => whole[axis] as number),
  );
  return tf.transpose(
    apart,
    order.map((_, axis) => order.indexOf(axis)),
  );
}

function orderOf(rank: number, axes: readonly number[]): number[] {
  return [...besides(rank, axes), rank - 2, ...axes, rank - 1];
}

/** The axes before heads and features that are not among the places. */
export function besides(rank: number, axes: readonly number[]): readonly number[] {
  return Array.from({ length: rank - 2 }, (_, axis) => axis).filter((axis) => !axes.includes(axis));
}
