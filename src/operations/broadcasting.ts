import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/broadcast-to.js';

type Merge = (x1: tf.Tensor, x2: tf.Tensor) => tf.Tensor;

/** An operation on tensors of one shape, which sizes of 1 are repeated to: its own gradient does not know of that. */
export function broadcasting(merge: Merge): Merge {
  return (x1, x2) => {
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(x1.shape, x2.shape);
    return merge(broadcastTo(x1, shape), broadcastTo(x2, shape));
  };
}
