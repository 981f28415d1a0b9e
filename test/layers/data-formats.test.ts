import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import * as library from '../../src/index.js';
import { Input } from '../../src/layers/core/input.js';
import { familyNames, type LayerCall, randomCalls } from './convolution/random-convolution-calls.js';
import { expectClose } from './expect-close.js';
import { randomTensor } from './random-tensor.js';
import { type Call, runLayer } from './run-layer.js';

type Factory = (...values: readonly unknown[]) => AnyLayer;

const factories = { ...library } as unknown as Readonly<Record<string, Factory>>;

/** The layer of a call in one of the data formats. */
function layerIn(dataFormat: string, { layer, values }: LayerCall): AnyLayer {
  const options = values.at(-1) as object;
  return (factories[layer] as Factory)(...values.slice(0, -1), { ...options, dataFormat });
}

const call = (layer: AnyLayer, shape: readonly (number | null)[]) =>
  (layer as unknown as Call)(Input(shape)) as SymbolicTensor;

/** The slopes of `sum(output * upstream)` along the input, in its own shape, and along each weight. */
function slopes(layer: AnyLayer, input: tf.Tensor, upstream: tf.Tensor): readonly tf.Tensor[] {
  const given = tf.variable(input);
  const weights = layer.weights.map(({ value }) => value as tf.Variable);
  const loss = () => tf.sum(tf.mul(runLayer(layer, tf.clone(given)), upstream)) as tf.Scalar;
  const { grads } = tf.variableGrads(loss, [given, ...weights]);
  given.dispose();
  return [given, ...weights].map(({ name }) => grads[name] as tf.Tensor);
}

const toFirst = (tensor: tf.Tensor) => tf.transpose(tensor, [0, tensor.rank - 1, ...spatialAxes(tensor)]);
const toLast = (tensor: tf.Tensor) => tf.transpose(tensor, [0, ...spatialAxes(tensor).map((axis) => axis + 1), 1]);
const spatialAxes = ({ rank }: tf.Tensor) => Array.from({ length: rank - 2 }, (_, axis) => axis + 1);

/** What comes out of both formats and goes back through them is the same, in the shapes that were inferred. */
function expectSameInBoth(one: LayerCall, seed: number): void {
  const [last, first] = [layerIn('channelsLast', one), layerIn('channelsFirst', one)];
  const sample = one.input as readonly number[];
  const inferred = call(last, sample).shape;
  expect(call(first, [sample.at(-1) as number, ...sample.slice(0, -1)]).shape).toEqual([
    null,
    inferred.at(-1),
    ...inferred.slice(1, -1),
  ]);
  tf.tidy(() => {
    const input = randomTensor([2, ...sample], seed);
    first.setWeights(last.weights.map(({ value }) => value as tf.Tensor));
    const output = runLayer(last, input);
    expect(output.shape).toEqual([2, ...inferred.slice(1)]);
    const otherOutput = runLayer(first, toFirst(input));
    expectClose(toLast(otherOutput), [...output.dataSync()], 1e-5, 'outputs');

    const upstream = randomTensor(output.shape, seed + 1);
    const expected = slopes(last, input, upstream);
    const others = slopes(first, toFirst(input), toFirst(upstream));
    expectClose(toLast(others[0] as tf.Tensor), [...(expected[0] as tf.Tensor).dataSync()], 2e-5, 'slope of the input');
    for (const [index, slope] of expected.slice(1).entries()) {
      expectClose(others[index + 1] as tf.Tensor, [...slope.dataSync()], 2e-5, `slope of weight ${index}`);
    }
  });
  for (const layer of [last, first]) layer.dispose();
}

const known = {
  extent: fc.integer({ min: 1, max: 7 }),
  channels: fc.integer({ min: 1, max: 3 }),
  filters: fc.integer({ min: 1, max: 3 }),
  largest: 4,
};

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(familyNames)('%s is the same in both data formats, transposed, and so are its gradients', (family) => {
    let taken = 0;
    const property = fc.property(randomCalls(family, known), fc.nat(1000), ({ values, ...one }, seed) => {
      const { dataFormat, ...options } = values.at(-1) as { readonly dataFormat?: string };
      const { length } = one.input;
      const input =
        dataFormat === 'channelsFirst' ? [...one.input.slice(1), one.input[0] as number] : one.input.slice(0, length);
      const before = tf.memory().numTensors;
      try {
        expectSameInBoth({ ...one, values: [...values.slice(0, -1), options], input }, seed);
        taken++;
      } catch (error) {
        // What is rejected is rejected before anything is computed; types and values agree on it in another test.
        if (!(error instanceof ArgumentError || error instanceof ShapeError)) throw error;
      }
      expect(tf.memory().numTensors).toBe(before);
    });
    fc.assert(property, { numRuns: 60, seed: 5 });
    expect(taken).toBeGreaterThan(25);
  });
});
