import * as tf from '@tensorflow/tfjs-core';
import { epsilon } from './epsilon.js';

/** The crossentropies of target probabilities and predicted ones, element by element, for events that occur or not. */
export function probabilityCrossentropy(target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  const probability = tf.clipByValue(prediction, epsilon, 1 - epsilon);
  const ofOccurring = tf.mul(target, tf.log(probability));
  const ofNotOccurring = tf.mul(tf.sub(1, target), tf.log(tf.sub(1, probability)));
  return tf.neg(tf.add(ofOccurring, ofNotOccurring));
}
