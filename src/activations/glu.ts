import * as tf from '@tensorflow/tfjs-core';
import { axisIndex } from '../arguments/axis.js';
import { ShapeError } from '../errors.js';
import { show } from '../types/shape.js';

export interface GluOptions {
  /** The axis that is halved, the last one unless given. */
  readonly axis?: number;
}

/** `a * sigmoid(b)`, where `a` and `b` are the halves of the input, by Dauphin et al. (2017). */
export function glu(input: tf.Tensor, { axis = -1 }: GluOptions = {}): tf.Tensor {
  const halved = axisIndex('glu: axis', axis, input.rank);
  if ((input.shape[halved] as number) % 2 !== 0) {
    throw new ShapeError(`glu expects an even size on axis ${halved} (received ${show(input.shape)})`);
  }
  const [value, gate] = tf.split(input, 2, halved) as [tf.Tensor, tf.Tensor];
  return tf.mul(value, tf.sigmoid(gate));
}
