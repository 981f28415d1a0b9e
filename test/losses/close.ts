import { expect } from 'vitest';

/** Numbers as golden files hold them, in which what JSON cannot say is a string. */
export type Golden = readonly (number | string)[];

/** Whether values agree with Keras', to `tolerance` of the larger of 1 and theirs. */
export function expectClose(received: ArrayLike<number>, expected: Golden, tolerance = 1e-5): void {
  expect(received.length).toBe(expected.length);
  for (const [index, one] of expected.entries()) {
    const wanted = Number(one);
    const difference = Math.abs((received[index] as number) - wanted);
    expect(difference, `at ${index}: ${received[index]} for ${one}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(wanted)),
    );
  }
}
