import * as tf from '@tensorflow/tfjs-core';

type FindPlace = (x: tf.Tensor, axis: number) => tf.Tensor;

/** The place of an element along one axis, or among all. */
export function placeAlong(find: FindPlace): (x: tf.Tensor, axes: number[]) => tf.Tensor {
  return (x, axes) => (axes.length === x.rank ? find(tf.reshape(x, [-1]), 0) : find(x, axes[0] as number));
}
