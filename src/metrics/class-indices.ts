import * as tf from '@tensorflow/tfjs-core';
import { withoutLastAxis } from '../losses/align-ranks.js';

/** Targets as indices one axis short of the prediction, which may have come as a column. */
export function classIndices(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  const isColumn = target.rank === prediction.rank && target.shape.at(-1) === 1;
  return tf.cast(isColumn ? withoutLastAxis(target) : target, 'int32');
}
