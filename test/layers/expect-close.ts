import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { NestedMask, Numbers } from './golden-case.js';

/** Each element is within `tolerance` of what is wanted, relative to it where it is greater than 1. */
export function expectClose(tensor: tf.Tensor, wanted: Numbers, tolerance: number, what: string): void {
  const received = tensor.dataSync();
  expect(received.length, `${what}: number of elements`).toBe(wanted.length);
  const numbers = wanted.map(Number);
  const wrong = numbers.findIndex((number, index) => !isClose(received[index] as number, number, tolerance));
  expect(wrong, `${what}: [${wrong}] is ${received[wrong]}, not ${numbers[wrong]}`).toBe(-1);
}

/** A mask is the wanted one, or there is none where none is wanted. */
export function expectMask(mask: tf.Tensor | null, wanted: NestedMask | undefined): void {
  expect(mask?.arraySync(), 'mask').toEqual(wanted);
}

function isClose(received: number, wanted: number, tolerance: number): boolean {
  if (!Number.isFinite(wanted)) return Object.is(received, wanted);
  return Math.abs(received - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
}
