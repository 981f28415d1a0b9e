import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Conv1D, Conv2D, Conv3D } from '../../../src/layers/convolution/conv.js';
import { expectClose } from '../expect-close.js';
import { randomTensor } from '../random-tensor.js';
import { runLayer } from '../run-layer.js';

// biome-ignore lint/suspicious/noExplicitAny: what these have in common is not a type of theirs.
type Factory = (...values: any[]) => AnyLayer;

const classes: readonly Factory[] = [Conv1D, Conv2D, Conv3D];

/** Puts `rate - 1` zeros between all items along an axis. */
function withHoles(kernel: tf.Tensor, axis: number, rate: number): tf.Tensor {
  const size = kernel.shape[axis] as number;
  const [before, after] = [kernel.shape.slice(0, axis), kernel.shape.slice(axis + 1)];
  const apart = tf.reshape(kernel, [...before, size, 1, ...after]);
  const holes = apart.shape.map((_, index): [number, number] => [0, index === axis + 1 ? rate - 1 : 0]);
  const filled = tf.reshape(tf.pad(apart, holes), [...before, size * rate, ...after]);
  const begin = filled.shape.map(() => 0);
  return tf.slice(
    filled,
    begin,
    filled.shape.map((length, index) => (index === axis ? (size - 1) * rate + 1 : length)),
  );
}

/** What a layer gives, and the gradients of `sum(output * upstream)` by its input and its kernel. */
function computed(layer: AnyLayer, input: tf.Tensor, kernel: tf.Tensor, upstream: (output: tf.Tensor) => tf.Tensor) {
  const output = runLayer(layer, input);
  const given = tf.variable(input);
  layer.setWeights([kernel]);
  const weight = layer.weights[0]?.value as tf.Variable;
  const loss = () => tf.sum(tf.mul(runLayer(layer, tf.clone(given)), upstream(output))) as tf.Scalar;
  const { grads } = tf.variableGrads(loss, [given, weight]);
  given.dispose();
  return {
    output: runLayer(layer, input),
    byInput: grads[given.name] as tf.Tensor,
    byKernel: grads[weight.name] as tf.Tensor,
  };
}

const upTo = (largest: number) => fc.integer({ min: 1, max: largest });
const dilated = (rank: number) =>
  fc.record({
    sizes: fc.array(fc.integer({ min: 5, max: 7 }), { minLength: rank, maxLength: rank }),
    kernelSize: fc.array(upTo(3), { minLength: rank, maxLength: rank }),
    dilationRate: fc.array(upTo(rank === 3 ? 2 : 3), { minLength: rank, maxLength: rank }),
    padding: rank === 1 ? fc.constantFrom('valid', 'same', 'causal') : fc.constantFrom('valid', 'same'),
    groups: upTo(3),
    channels: upTo(2),
    filters: upTo(2),
    seed: fc.nat(99),
  });

describe.each(['cpu', 'wasm'] as const)('dilated convolutions on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([1, 2, 3])('over %i axes are those of kernels with holes, and so are their gradients', (rank) => {
    const make = classes[rank - 1] as Factory;
    const property = fc.property(dilated(rank), ({ sizes, kernelSize, dilationRate, ...one }) => {
      fc.pre(one.padding !== 'valid' || kernelSize.every((size, axis) => reach(size, axis) <= (sizes[axis] as number)));
      const before = tf.memory().numTensors;
      const options = { padding: one.padding, groups: one.groups, useBias: false };
      const filters = one.groups * one.filters;
      const layer = make(filters, kernelSize, { ...options, dilationRate });
      const plain = make(filters, kernelSize.map(reach), options);
      tf.tidy(() => {
        const input = randomTensor([2, ...sizes, one.groups * one.channels], one.seed);
        const kernel = randomTensor([...kernelSize, one.channels, filters], one.seed + 1);
        const holed = dilationRate.reduce((filled, rate, axis) => withHoles(filled, axis, rate), kernel);
        const upstream = ({ shape }: tf.Tensor) => randomTensor(shape, one.seed + 2);
        const found = computed(layer, input, kernel, upstream);
        const wanted = computed(plain, input, holed, upstream);
        expect(found.output.shape).toEqual(wanted.output.shape);
        expectClose(found.output, [...wanted.output.dataSync()], 1e-5, 'output');
        expectClose(found.byInput, [...wanted.byInput.dataSync()], 2e-5, 'gradient of the input');
        const places = (axis: number) => Array.from({ length: kernelSize[axis] as number }, (_, at) => at);
        const byKernel = dilationRate.reduce(
          (left, rate, axis) =>
            tf.gather(
              left,
              tf.tensor1d(
                places(axis).map((at) => at * rate),
                'int32',
              ),
              axis,
            ),
          wanted.byKernel,
        );
        expectClose(found.byKernel, [...byKernel.dataSync()], 2e-5, 'gradient of the kernel');
      });
      for (const made of [layer, plain]) made.dispose();
      expect(tf.memory().numTensors).toBe(before);

      function reach(size: number, axis: number): number {
        return (size - 1) * (dilationRate[axis] as number) + 1;
      }
    });
    fc.assert(property, { numRuns: 40, seed: 15 });
  });
});
