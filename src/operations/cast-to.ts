import * as tf from '@tensorflow/tfjs-core';
import type { DType } from '../types/dtype.js';

/** The same elements in another type; the same tensor where they are of it already. */
export function castTo(x: tf.Tensor, type: DType): tf.Tensor {
  return x.dtype === type ? x : tf.cast(x, type);
}
