import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BackendName, setBackend } from '../../src/backends/backend.js';
import { expectClose } from '../layers/expect-close.js';
import type { Numbers } from '../layers/golden-case.js';
import { runOutputs } from '../layers/run-layer.js';
import { buildCall, feedsOf, type GoldenCall, type Graph, goldenCalls, titleOf } from './golden-calls.js';

/** Registers tests that hold every operation to Keras. */
export function describeOperations(backend: BackendName): void {
  describe(`operations are Keras' on ${backend}`, () => {
    beforeAll(() => setBackend(backend));

    it.each(goldenCalls.map((golden) => [titleOf(golden), golden] as const))('%s', (_, golden) => {
      const before = tf.memory().numTensors;
      const graph = buildCall(golden);
      tf.tidy(() => {
        checkOutputs(graph, golden);
        checkGradients(graph, golden);
      });
      expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
    });
  });
}

function checkOutputs({ inputs, outputs }: Graph, golden: GoldenCall): void {
  const described = (list: readonly { readonly shape: unknown; readonly dtype: string }[]) =>
    list.map(({ shape, dtype }) => ({ shape, dtype }));
  expect(described(outputs), 'of the graph').toEqual(described(golden.outputs));
  const values = runOutputs(inputs, outputs, feedsOf(golden)).map(({ tensor }) => tensor);
  expect(described(values)).toEqual(described(golden.outputs));
  golden.outputs.forEach(({ values: expected, dtype }, index) => {
    const found = values[index] as tf.Tensor;
    expectClose(found, expected, dtype === 'float32' ? 1e-5 : 0, `output ${index}`);
  });
}

/** Gradients of the sum over outputs of `output[i] * coefficient(i)`. */
function checkGradients({ inputs, outputs }: Graph, golden: GoldenCall): void {
  const places = golden.gradients.flatMap((gradient, place) => (gradient === null ? [] : [place]));
  if (places.length === 0) return;
  const feeds = feedsOf(golden);
  const gradients = tf.grads((...given: tf.Tensor[]) => {
    const fed = feeds.map((tensor, place) => given[places.indexOf(place)] ?? tensor);
    const floats = runOutputs(inputs, outputs, fed, { training: true }).map(({ tensor }) => tensor);
    // What does not depend on an input has a gradient of 0, of which TensorFlow.js says that there is none.
    const nothing = given.map((tensor) => tf.sum(tf.mul(tensor, 0)));
    return tf.addN([...floats.map((tensor) => tf.sum(tf.mul(tensor, coefficients(tensor)))), ...nothing]);
  })(places.map((place) => feeds[place] as tf.Tensor));
  places.forEach((place, index) => {
    expectClose(gradients[index] as tf.Tensor, golden.gradients[place] as Numbers, 2e-5, `gradient of input ${place}`);
  });
}

function coefficients({ shape, size }: tf.Tensor): tf.Tensor {
  return tf.tensor(
    Array.from({ length: size }, (_, index) => (((7 * index) % 11) - 5) / 5),
    [...shape],
  );
}
