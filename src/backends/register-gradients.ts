/// <reference path="./bundled-gradients.d.ts" />
import * as tf from '@tensorflow/tfjs-core';
import * as stockRules from '#gradients';
import { gradientRules } from './gradient-rules.js';

/**
 * Registers how kernels are differentiated: our rules, and TensorFlow.js' own where we have none.
 *
 * A package of TensorFlow.js that is imported later registers its own rules again, so that this is done before each run.
 */
export function registerGradients(): void {
  for (const rule of gradientRules) {
    if (tf.getGradient(rule.kernelName) !== rule) tf.registerGradient(rule);
  }
  for (const rule of Object.values<tf.GradConfig>(stockRules)) {
    if (!tf.getGradient(rule.kernelName)) tf.registerGradient(rule);
  }
}
