import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';

/** @throws StateError if there is no backend to make tensors on. */
export function checkReady(owner: string): void {
  if (tf.getBackend()) return;
  throw new StateError(`${owner} expects a backend to make tensors on: call \`await ready()\` before (received none)`);
}
