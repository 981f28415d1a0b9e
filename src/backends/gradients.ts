/// <reference path="./bundled-gradients.d.ts" />
import * as tf from '@tensorflow/tfjs-core';
import * as gradients from '#gradients';

/** Registers TensorFlow.js' gradient rules, save for kernels that have one already. */
export function registerGradients(): void {
  for (const gradient of Object.values<tf.GradConfig>(gradients)) {
    if (!tf.getGradient(gradient.kernelName)) tf.registerGradient(gradient);
  }
}
