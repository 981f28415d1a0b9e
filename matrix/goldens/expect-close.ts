/** What `test/layers/expect-close.ts` expects, of values that are read after the test: backends of graphics cards read with delay. */
import type * as tf from '@tensorflow/tfjs-core';
import type { NestedMask, Numbers } from '../../test/layers/golden-case.js';
import { expect, expectLater } from './vitest.js';

export function expectClose(tensor: tf.Tensor, wanted: Numbers, tolerance: number, what: string): void {
  const check = async (reading: Promise<ArrayLike<number>>) => {
    const received = Array.from(await reading);
    expect(received.length, `${what}: number of elements`).toBe(wanted.length);
    const wrong = wanted.findIndex((number, index) => !isClose(received[index], Number(number), tolerance));
    expect(received[wrong], `${what} at ${wrong}`).toBe(wrong === -1 ? undefined : Number(wanted[wrong]));
  };
  expectLater(tensor, (copy) => check(copy.data()));
}

function isClose(received: number | undefined, wanted: number, tolerance: number): boolean {
  if (received === undefined || !Number.isFinite(wanted)) return Object.is(received, wanted);
  return Math.abs(received - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
}

export function expectMask(mask: tf.Tensor | null, wanted: NestedMask | undefined): void {
  const check = async (reading: Promise<unknown>) => expect(await reading, 'mask').toEqual(wanted);
  if (mask === null) expect(undefined, 'mask').toEqual(wanted);
  else expectLater(mask, (copy) => check(copy.array()));
}
