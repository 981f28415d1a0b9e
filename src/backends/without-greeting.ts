import type * as tf from '@tensorflow/tfjs-core';

/** The cpu backend otherwise meets its first tensor, in Node, with the advice to install another. */
export function withoutGreeting<Backend extends tf.KernelBackend>(backend: Backend): Backend {
  (backend as { firstUse?: boolean }).firstUse = false;
  return backend;
}
