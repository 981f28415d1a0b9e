import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { registerGradients } from '../../src/backends/register-gradients.js';

export type BackendName = 'cpu' | 'wasm';

export async function startBackend(name: BackendName): Promise<void> {
  registerGradients();
  await tf.setBackend(name);
  await tf.ready();
}

/** Runs `action` in a scope, which must free whatever `action` makes. */
export function expectNoLeak(action: () => void): void {
  const before = tf.memory().numTensors;
  tf.tidy(action);
  expect(tf.memory().numTensors).toBe(before);
}
