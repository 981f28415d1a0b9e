import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Each value is within 1e-5 of what is wanted, relative to it where it is greater than 1. */
export function expectClose(actual: tf.Tensor, wanted: readonly number[], tolerance = 1e-5): void {
  const values = actual.dataSync();
  expect(values.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries()) {
    const distance = Math.abs((values[index] as number) - value);
    expect(distance, `[${index}]: ${values[index]}, not ${value}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
  }
}
