import * as tf from '@tensorflow/tfjs-core';
import { hardSigmoid } from './hard-sigmoid.js';

/** `x * hardSigmoid(x)`, also called hard swish, by Howard et al. (2019). */
export function hardSilu(input: tf.Tensor): tf.Tensor {
  return tf.mul(input, hardSigmoid(input));
}
