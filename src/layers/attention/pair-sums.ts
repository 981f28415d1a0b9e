import * as tf from '@tensorflow/tfjs-core';

/** Every vector of the query plus every one of the key: (batch, query's, key's, features). */
export function pairSums(query: tf.Tensor, key: tf.Tensor): tf.Tensor {
  return tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1));
}
