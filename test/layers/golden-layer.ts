import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import type { Value } from '../../src/graph/behaviour.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { Input } from '../../src/layers/input.js';
import { expectClose } from './expect-close.js';
import { type GoldenCase, goldenCases, type Numbers, type Specification } from './golden-case.js';
import type { KerasConfiguration } from './keras-options.js';
import { type Call, runOutputs } from './run-layer.js';

/** Makes a layer from Keras' configuration; `inner` is the layer that a wrapper wraps. It must read every option. */
export type Make = (configuration: KerasConfiguration, inner?: AnyLayer) => AnyLayer;

/** What some classes need beside a way to make their layers. */
export interface GoldenOptions {
  /** How to make the layers that are wrapped or come after the first, by class. */
  readonly makers?: Readonly<Record<string, Make>>;
  /**
   * Calls the layer, where inputs go in by names other than `initial_state`, or the call has arguments: those are
   * `golden.call_inputs` and `golden.call`, and it must honour them all.
   */
  readonly call?: (layer: AnyLayer, inputs: readonly SymbolicTensor[], golden: GoldenCase) => Called;
  /** How far gradients may be off, relative to the larger of 1 and Keras'; 2e-5 unless given. */
  readonly gradientTolerance?: number;
}

type Called = SymbolicTensor | readonly SymbolicTensor[];

/** Registers tests that hold a class to all of its golden cases, on cpu and wasm. */
export function describeGolden(className: string, make: Make, options: GoldenOptions = {}): void {
  const cases = goldenCases(className).map((golden) => [title(golden), golden] as const);
  describe.each(['cpu', 'wasm'] as const)(`${className} is Keras' on %s`, (backend) => {
    beforeAll(() => setBackend(backend));

    it.each(cases)('%s', (_, golden) => {
      const before = tf.memory().numTensors;
      const graph = build(golden, { ...options.makers, [className]: make }, options.call);
      tf.tidy(() => {
        checkShapes(graph, golden);
        checkOutputs(graph, golden);
        checkGradients(graph, golden, options.gradientTolerance ?? 2e-5);
      });
      for (const layer of graph.layers) layer.dispose();
      expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
    });
  });
}

interface Graph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  readonly layers: readonly AnyLayer[];
}

function title({ id, config, inner, chain = [], call, training, note = '' }: GoldenCase): string {
  const layers = [config, ...(inner ?? []), ...chain].map((part) => JSON.stringify(part)).join(' ');
  return [id, layers, call === undefined ? '' : JSON.stringify(call), training ? 'training' : '', note]
    .join(' ')
    .trim();
}

function build(golden: GoldenCase, makers: Readonly<Record<string, Make>>, call: GoldenOptions['call']): Graph {
  const first = makeLayer([golden.layer, golden.config, golden.inner], makers);
  const later = (golden.chain ?? []).map((specification) => makeLayer(specification, makers));
  const inputs = golden.input_shapes.map(
    (shape, index): SymbolicTensor => Input(shape.slice(1), { dtype: golden.input_dtypes[index] ?? 'float32' }),
  );
  const output = later.reduce<Called>(
    (tensor, layer) => (layer as unknown as Call)(tensor),
    (call ?? callPlainly)(first, inputs, golden),
  );
  return { inputs, outputs: [output].flat() as SymbolicTensor[], layers: [first, ...later] };
}

function makeLayer([className, configuration, inner]: Specification, makers: Readonly<Record<string, Make>>): AnyLayer {
  const make = makers[className];
  if (make === undefined) throw new Error(`the golden case needs ${className}: give it among 'makers'`);
  const unread = new Set(Object.keys(configuration));
  const watched = new Proxy(configuration, {
    get(target, option: string) {
      unread.delete(option);
      return target[option];
    },
  });
  const layer = inner === undefined ? make(watched) : make(watched, makeLayer(inner, makers));
  expect([...unread], `options that the test's maker of ${className} does not read`).toEqual([]);
  return layer;
}

function callPlainly(layer: AnyLayer, inputs: readonly SymbolicTensor[], golden: GoldenCase): Called {
  const { id, call, call_inputs: names = [] } = golden;
  if (call !== undefined || names.some((name) => name !== 'initial_state')) {
    throw new Error(`${id} has arguments of the call: give 'call' to describeGolden`);
  }
  const [first, ...states] = inputs;
  if (names.length > 0) return (layer as unknown as Call)(first as SymbolicTensor, { initialState: states });
  return (layer as unknown as Call)(states.length === 0 ? (first as SymbolicTensor) : inputs);
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
    expect((values[0]?.mask ?? undefined)?.arraySync(), 'mask').toEqual(golden.output_mask);
  }
  const weights = weightsOf(graph);
  golden.weights.forEach(({ path, values: initial, after = initial }, index) => {
    if (after !== undefined) expectClose((weights[index] as Weight).value, after, 1e-5, `${path} after the call`);
  });
}

/** Gradients of the sum over outputs of `output[i] * coefficient(i)`. */
function checkGradients(graph: Graph, golden: GoldenCase, tolerance: number): void {
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
    expectClose(gradient as tf.Tensor, expected, tolerance, name);
  });
  for (const input of inputs) input.dispose();
}

type Weight = AnyLayer['weights'][number];

function weightsOf({ layers }: Graph): readonly Weight[] {
  return layers.flatMap(({ weights }) => weights);
}

/** Gives the layers Keras' weights; weights without values in the case keep their own. */
function setWeights({ layers }: Graph, golden: GoldenCase): void {
  const values = golden.weights.map((weight) => weight.values);
  if (values.includes(undefined)) return;
  let start = 0;
  for (const layer of layers) {
    const end = start + layer.weights.length;
    layer.setWeights((values.slice(start, end) as Numbers[]).map((numbers) => Float32Array.from(numbers, Number)));
    start = end;
  }
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
