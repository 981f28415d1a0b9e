import * as tf from '@tensorflow/tfjs-core';
import { axisIndex } from '../arguments/axis.js';

/** One axis of a weight, or several. */
export type NormAxis = number | readonly number[];

/** The lengths of a weight's vectors along `axis`, which stays with size 1. */
export function norms(className: string, weight: tf.Tensor, axis: NormAxis): tf.Tensor {
  const axes = [axis].flat().map((one) => axisIndex(`${className}: axis`, one, weight.rank));
  return tf.sqrt(tf.sum(tf.square(weight), axes, true));
}

/** `weight` with its vectors, which are `norms` long, made `wanted` long. */
export function rescale(weight: tf.Tensor, norms: tf.Tensor, wanted: tf.Tensor | number): tf.Tensor {
  return tf.mul(weight, tf.div(wanted, tf.add(norms, smallestNorm)));
}

/** What is added to norms before anything is divided by them: Keras' `epsilon`. */
const smallestNorm = 1e-7;
