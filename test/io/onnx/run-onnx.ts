import type * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { expect } from 'vitest';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { exportOnnx } from '../../../src/io/onnx/export-onnx.js';
import type { Numbers } from '../../layers/golden-case.js';

/** An output of a session: its sizes, and its elements in row-major order. */
export interface OnnxOutput {
  readonly shape: readonly number[];
  readonly type: string;
  readonly values: readonly number[];
}

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

/** The model in the runtime, from its exported bytes. */
export async function session(model: AnyLayer): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(await exportOnnx(model), { logSeverityLevel: 3 });
}

/** Runs a session on the elements of tensors, by the names of the inputs. */
export async function run(
  loaded: ort.InferenceSession,
  feeds: Readonly<Record<string, tf.Tensor>>,
): Promise<Readonly<Record<string, OnnxOutput>>> {
  const given = Object.entries(feeds).map(([name, tensor]) => [
    name,
    new ort.Tensor(tensor.dtype as 'float32', tensor.dataSync() as Float32Array, tensor.shape),
  ]);
  const outputs = await loaded.run(Object.fromEntries(given));
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { dims, type, data }]) => [
      name,
      { shape: dims, type, values: Array.from(data as Float32Array, Number) },
    ]),
  );
}

/** An output has a shape and elements, to 1e-4 of the larger of 1 and what is wanted. */
export function expectOnnx(output: OnnxOutput | undefined, shape: readonly number[], wanted: Numbers): void {
  expect(output?.shape).toEqual(shape);
  const { values = [] } = output ?? {};
  expect(values.length).toBe(wanted.length);
  const wrong = wanted.map(Number).findIndex((number, index) => !isClose(values[index] as number, number));
  expect(wrong, `[${wrong}] is ${values[wrong]}, not ${wanted[wrong]}`).toBe(-1);
}

function isClose(received: number, wanted: number): boolean {
  if (!Number.isFinite(wanted)) return Object.is(received, wanted);
  return Math.abs(received - wanted) <= 1e-4 * Math.max(1, Math.abs(wanted));
}
