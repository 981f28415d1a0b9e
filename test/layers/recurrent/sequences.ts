import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { AnyLayer } from '../../../src/graph/layer.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { Input } from '../../../src/layers/core/input.js';
import { type Call, type RunOptions, runOutputs } from '../run-layer.js';

/** Numbers from -1 to 1, others for each seed. */
export function wave(shape: readonly number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => Math.sin(7 * index + 3 * seed + 1)),
    [...shape],
  );
}

/** A layer that has been called on sequences of such a shape, with weights that are not small, so that what is left out shows. */
export function withWeights<Layer extends AnyLayer>(layer: Layer, [batchSize, ...shape]: readonly number[]): Layer {
  (layer as unknown as Call)(Input(shape, { batchSize: batchSize as number }) as SymbolicTensor);
  layer.setWeights(layer.weights.map((weight, seed) => wave(weight.shape, seed)));
  return layer;
}

/** What a layer makes of a sequence, each output flat, then its shape. */
export function outputsOf(
  layer: AnyLayer,
  input: tf.Tensor,
  mask: tf.Tensor | null = null,
  options: RunOptions = {},
): readonly (readonly number[])[] {
  const [batchSize, ...shape] = input.shape as [number, ...number[]];
  const symbolic: SymbolicTensor = Input(shape, { batchSize });
  const outputs = [(layer as unknown as Call)(symbolic)].flat();
  const values = tf.tidy(() =>
    runOutputs([symbolic], outputs, [input], { ...options, masks: [mask] }).map(({ tensor }) => [
      ...tensor.dataSync(),
      ...tensor.shape,
    ]),
  );
  return values;
}

export function expectNear(received: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): void {
  expect(received.map(({ length }) => length)).toEqual(wanted.map(({ length }) => length));
  const all = wanted.flat();
  for (const [index, value] of received.flat().entries()) {
    expect(Math.abs(value - (all[index] as number)), `place ${index}`).toBeLessThan(1e-5);
  }
}

/** The steps of a sequence from one on, up to another. */
export function stepsOf(sequence: tf.Tensor, start: number, end: number): tf.Tensor {
  return tf.slice(sequence, [0, start], [-1, end - start]);
}
