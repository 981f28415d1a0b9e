import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BackendName, setBackend } from '../../src/backends/backend.js';
import type { Value } from '../../src/graph/value.js';
import { expectClose, expectMask } from './expect-close.js';
import { type GoldenCase, goldenCases, goldenClasses } from './golden-case.js';
import { build, type Graph, setWeights, type Weight, weightsOf } from './golden-graph.js';
import { hasMisplacedBias, misplacedBias } from './misplaced-bias.js';
import { runOutputs } from './run-layer.js';

/** How far gradients may be off, relative to the larger of 1 and Keras'. */
const gradientTolerance = 2e-5;

/** Registers tests that hold every class to all of its golden cases. */
export function describeGoldenLayers(backend: BackendName): void {
  describe.each(goldenClasses)(`%s is Keras' on ${backend}`, (className) => {
    beforeAll(() => setBackend(backend));

    const cases = goldenCases(className).map((golden) => [title(golden), golden] as const);
    it.skip.each(cases.filter(([, golden]) => hasMisplacedBias(golden)))(`%s: ${misplacedBias}`, (_, golden) =>
      checkCase(golden),
    );
    it.each(cases.filter(([, golden]) => !hasMisplacedBias(golden)))('%s', (_, golden) => checkCase(golden));
  });
}

function checkCase(golden: GoldenCase): void {
  const before = tf.memory().numTensors;
  const graph = build(golden);
  tf.tidy(() => {
    checkShapes(graph, golden);
    checkOutputs(graph, golden);
    checkGradients(graph, golden);
  });
  for (const layer of graph.layers) layer.dispose();
  expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
}

function title({ id, config, inner, chain = [], call, training, note = '' }: GoldenCase): string {
  const layers = [config, ...(inner ?? []), ...chain].map((part) => JSON.stringify(part)).join(' ');
  return [id, layers, call === undefined ? '' : JSON.stringify(call), training ? 'training' : '', note]
    .join(' ')
    .trim();
}

/** Shapes are inferred to the last size; only the batch may vary. */
function checkShapes({ outputs, layers }: Graph, golden: GoldenCase): void {
  const inferred = outputs.map(({ shape }) => shape);
  const expected = golden.output_shapes.map((shape, index) =>
    [inferred[index]?.[0] === null ? null : shape[0], ...shape.slice(1)].slice(0, shape.length),
  );
  expect(inferred, 'inferred shapes').toEqual(expected);
  const described = layers.flatMap(({ weights, trainableWeights }) =>
    weights.map((weight) => ({
      name: weight.name,
      path: unnumbered(weight.path),
      shape: weight.shape,
      trainable: trainableWeights.includes(weight),
    })),
  );
  expect(described, 'weights').toEqual(
    golden.weights.map(({ name, path, shape, trainable }) => ({ name, path: unnumbered(path), shape, trainable })),
  );
}

function unnumbered(path: string): string {
  return path.replace(/_\d+(?=\/)/g, '');
}

function checkOutputs(graph: Graph, golden: GoldenCase): void {
  setWeights(graph, golden);
  const values = run(graph, golden, feedsOf(golden));
  expect(
    values.map(({ tensor }) => tensor.shape),
    'shapes',
  ).toEqual(golden.output_shapes);
  values.forEach(({ tensor }, index) => {
    expect(tensor.dtype, `element type of output ${index}`).toBe(graph.outputs[index]?.dtype);
    const expected = golden.outputs?.[index];
    if (expected !== undefined) expectClose(tensor, expected, 1e-5, `output ${index}`);
  });
  // Keras' masks were recorded for layers with one output only.
  if (golden.outputs !== undefined && values.length === 1) {
    expectMask(values[0]?.mask ?? null, golden.output_mask);
  }
  const weights = weightsOf(graph);
  golden.weights.forEach(({ path, trainable, values: initial, after = trainable ? undefined : initial }, index) => {
    // Keras recorded what becomes of weights that are not trained.
    if (after !== undefined) expectClose((weights[index] as Weight).value, after, 1e-5, `${path} after the call`);
  });
}

/** Gradients of the sum over outputs of `output[i] * coefficient(i)`. */
function checkGradients(graph: Graph, golden: GoldenCase): void {
  const { grad_inputs: ofInputs = [], grad_weights: ofWeights = [] } = golden;
  if ([...ofInputs, ...ofWeights].every((gradient) => gradient === null)) return;
  setWeights(graph, golden);
  const weights = weightsOf(graph).map(({ value }) => value);
  const inputs = feedsOf(golden).map((feed) => (feed.dtype === 'float32' ? tf.variable(feed) : feed));
  const wanted = [...ofInputs, ...ofWeights];
  const differentiable = [...inputs, ...weights].map((tensor, index) =>
    wanted[index] === null ? null : (tensor as tf.Variable),
  );
  const { grads } = tf.variableGrads(
    () => {
      const outputs = run(
        graph,
        golden,
        inputs.map((input) => tf.clone(input)),
      );
      const floats = outputs.map(({ tensor }) => tensor).filter(({ dtype }) => dtype === 'float32');
      return tf.addN(floats.map((tensor) => tf.sum(tf.mul(tensor, coefficients(tensor.shape))))) as tf.Scalar;
    },
    differentiable.filter((variable) => variable !== null),
  );
  wanted.forEach((expected, index) => {
    const name =
      index < ofInputs.length
        ? `gradient of input ${index}`
        : `gradient of ${golden.weights[index - ofInputs.length]?.path}`;
    const gradient = grads[(differentiable[index] ?? { name: '' }).name];
    if (expected === null) return;
    expect(gradient, name).toBeTruthy();
    expectClose(gradient as tf.Tensor, expected, gradientTolerance, name);
  });
  for (const input of inputs) input.dispose();
}

/** The inputs; where a case says shapes only, any numbers. */
function feedsOf({ inputs, input_shapes: shapes, input_dtypes: types }: GoldenCase): readonly tf.Tensor[] {
  return shapes.map((shape, index) => {
    const numbers = inputs?.[index]?.map(Number) ?? Array.from({ length: size(shape) }, (_, at) => Math.sin(at));
    return tf.tensor(numbers, [...shape], types[index] ?? 'float32');
  });
}

function run({ inputs, outputs }: Graph, golden: GoldenCase, feeds: readonly tf.Tensor[]): readonly Value[] {
  const masks = (golden.masks ?? []).map((mask) =>
    mask === null ? null : tf.tensor(mask as number[], undefined, 'bool'),
  );
  return runOutputs(inputs, outputs, feeds, { training: golden.training ?? false, masks });
}

function coefficients(shape: readonly number[]): tf.Tensor {
  return tf.tensor(
    Array.from({ length: size(shape) }, (_, index) => (((7 * index) % 11) - 5) / 5),
    [...shape],
  );
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}
