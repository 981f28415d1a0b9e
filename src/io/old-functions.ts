import * as tf from '@tensorflow/tfjs-core';
import { oldHardSigmoidName } from './keras-2.js';

/** The hard sigmoid of Keras 2 and of TensorFlow.js: 0.2 x + 0.5, from 0 to 1. That of Keras 3 is steeper at 0 by a sixth. */
function oldHardSigmoid(x: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1);
}

/** Functions that Keras 3 does not have, under the names that are written for them. */
export const oldFunctions: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = Object.freeze({
  [oldHardSigmoidName]: Object.defineProperty(oldHardSigmoid, 'name', { value: oldHardSigmoidName }),
});
