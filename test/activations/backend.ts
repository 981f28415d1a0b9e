import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';

export type { BackendName } from '../../src/backends/backend.js';
export { setBackend as startBackend };

/** Runs `action` in a scope, which must free whatever `action` makes. */
export function expectNoLeak(action: () => void): void {
  const before = tf.memory().numTensors;
  tf.tidy(action);
  expect(tf.memory().numTensors).toBe(before);
}
