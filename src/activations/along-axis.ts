import * as tf from '@tensorflow/tfjs-core';
import { axisIndex } from '../arguments/axis.js';

/** The option that activations have which see a whole vector at a time. */
export interface AxisOptions {
  /** The axis along which vectors go, the last one unless given. */
  readonly axis?: number;
}

/** Applies along `axis` what goes along the last one. */
export function alongAxis(
  name: string,
  input: tf.Tensor,
  { axis = -1 }: AxisOptions,
  activate: (input: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const last = input.rank - 1;
  const wanted = axisIndex(`${name}: axis`, axis, input.rank);
  if (wanted === last) return activate(input);
  const exchanged = input.shape.map((_, index) => (index === wanted ? last : index === last ? wanted : index));
  return tf.transpose(activate(tf.transpose(input, exchanged)), exchanged);
}
