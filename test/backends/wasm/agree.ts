import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';

/** A tensor, before there is a backend to hold it. */
export interface Sample {
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
  readonly values: readonly number[];
}

type Operation = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

/** Integers make ties, and floats that are not too far apart make sums that can be compared. */
const element: Readonly<Record<string, fc.Arbitrary<number>>> = {
  float32: fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.integer({ min: -3000, max: 3000 }).map((value) => value / 1024),
  ),
  int32: fc.integer({ min: -4, max: 4 }),
  bool: fc.integer({ min: 0, max: 1 }),
};

/** Any tensor of a shape. */
export function sample(
  shape: readonly number[],
  dtype: 'float32' | 'int32' | 'bool' = 'float32',
): fc.Arbitrary<Sample> {
  const length = shape.reduce((product, size) => product * size, 1);
  return fc
    .array(element[dtype] as fc.Arbitrary<number>, { minLength: length, maxLength: length })
    .map((values) => ({ shape, dtype, values }));
}

export function shapes(rank: { min: number; max: number }, size: { min: number; max: number }): fc.Arbitrary<number[]> {
  return fc.array(fc.integer(size), { minLength: rank.min, maxLength: rank.max });
}

export const floats = (shape: readonly number[], values: readonly number[]): Sample => ({
  shape,
  dtype: 'float32',
  values,
});

/** Expects the WebAssembly backend to give what the cpu backend gives, be it an error, and to leave nothing behind. */
export async function expectAgreement(operation: Operation, ...inputs: readonly Sample[]): Promise<void> {
  let expected: Output[];
  try {
    expected = await outputsOn('cpu', operation, inputs);
  } catch {
    await expect(outputsOn('wasm', operation, inputs)).rejects.toThrow();
    return;
  }
  const received = await outputsOn('wasm', operation, inputs);
  expect(received.map(typeOf)).toEqual(expected.map(typeOf));
  for (const [index, { values }] of received.entries()) {
    for (const [place, value] of values.entries()) {
      const wanted = expected[index]?.values[place] as number;
      if (Object.is(value, wanted) || Math.abs(value - wanted) <= 2e-5 * (1 + Math.abs(wanted))) continue;
      expect.fail(`output ${index} has ${value} at ${place}, and on cpu ${wanted}`);
    }
  }
}

function typeOf({ shape, dtype }: Output): Pick<Output, 'shape' | 'dtype'> {
  return { shape, dtype };
}

/** {@link expectAgreement} for the gradients, with weights that tell the outputs apart. */
export function expectGradientAgreement(operation: Operation, ...inputs: readonly Sample[]): Promise<void> {
  const gradients = (...tensors: tf.Tensor[]): tf.Tensor[] =>
    tf.grads((...variables) => tf.sum(weighted(operation(...variables) as tf.Tensor)))(tensors);
  return expectAgreement(gradients, ...inputs);
}

function weighted(output: tf.Tensor): tf.Tensor {
  const weights = Array.from({ length: output.size }, (_, index) => Math.cos(index) + 0.2);
  return tf.mul(output, tf.tensor(weights, output.shape));
}

interface Output {
  readonly shape: number[];
  readonly dtype: tf.DataType;
  readonly values: number[];
}

async function outputsOn(backend: 'cpu' | 'wasm', operation: Operation, inputs: readonly Sample[]): Promise<Output[]> {
  await setBackend(backend);
  const before = tf.memory().numTensors;
  const dataBefore = (tf.backend() as tf.KernelBackend).numDataIds();
  const outputs = tf.tidy(() => {
    const tensors = inputs.map(({ shape, dtype, values }) => tf.tensor([...values], [...shape], dtype));
    const results = operation(...tensors);
    return (Array.isArray(results) ? results : [results]).map((result) => ({
      shape: result.shape,
      dtype: result.dtype,
      values: [...result.dataSync()],
    }));
  });
  expect(tf.memory().numTensors).toBe(before);
  expect((tf.backend() as tf.KernelBackend).numDataIds()).toBe(dataBefore);
  return outputs;
}
