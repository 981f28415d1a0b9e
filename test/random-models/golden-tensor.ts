import type * as tf from '@tensorflow/tfjs-core';
import { tensor } from 'tupleflow';
import { expect } from 'vitest';

/** A tensor in a golden file: its values are flat and in row-major order. */
export interface GoldenTensor {
  readonly shape: readonly number[];
  /** float32 unless given. */
  readonly dtype?: 'float32' | 'int32';
  readonly values: readonly number[];
}

/** The values as a typed array. */
export function arrayOf({ values, dtype }: GoldenTensor): Float32Array | Int32Array {
  return dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values);
}

/** The tensor; it belongs to the caller. */
export function tensorOf(golden: GoldenTensor): tf.Tensor {
  return tensor(arrayOf(golden), [...golden.shape], golden.dtype ?? 'float32');
}

/** Each number is within `tolerance` of the one that is wanted, relative to it where it is greater than 1. */
export function expectClose(
  received: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  name: string,
): void {
  expect(received.length, `number of values of ${name}`).toBe(wanted.length);
  const isFar = (value: number, index: number) => {
    const other = wanted[index] ?? Number.NaN;
    return !(Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(other)));
  };
  const far = received.findIndex(isFar);
  const [value, other] = [received[far], wanted[far]];
  if (far !== -1) expect.fail(`${name}: [${far}] is ${value}, not ${other}`);
}
