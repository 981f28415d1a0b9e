import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import * as tupleflow from 'tupleflow';
import { type AnyLayer, type BackendName, Input, Model, type SymbolicTensor, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

type Numbers = readonly (number | string)[];

/** A function and its gradient, where values tie, are zero, or where it has a kink. */
interface GoldenKink {
  /** The call in TypeScript, of x. */
  readonly call: string;
  readonly shape: readonly number[];
  readonly x: Numbers;
  readonly tensorflow: { readonly value: Numbers; readonly gradient: Numbers };
  readonly jax: { readonly value: Numbers; readonly gradient: Numbers };
}

const file = new URL('../golden/golden_kinks.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly GoldenKink[] };

const shared = 'equal elements share the gradient, as they do in ops.max';

/** Where the backends of Keras differ, gradients are those of TensorFlow, but for these calls; and why. */
const asOnJax: { readonly [call: string]: string } = {
  'ops.maximum(x, 0.5)': shared,
  'ops.minimum(x, 0.5)': shared,
  'ops.minimum(x, ops.negative(x))': shared,
  'ops.logaddexp(x, ops.negative(x))': 'it has no kink: its gradient is known there too',
};

/** Registers tests that hold gradients to those of Keras. */
export function describeKinks(backend: BackendName): void {
  describe(`gradients at kinks are Keras' on ${backend}`, () => {
    beforeAll(() => setBackend(backend));

    it.each(cases.map((golden) => [`${golden.call} of (${golden.shape})`, golden] as const))('%s', (_, golden) => {
      const before = tf.memory().numTensors;
      const { value, gradient } = differentiate(golden);
      expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
      const wanted = golden.call in asOnJax ? golden.jax : golden.tensorflow;
      expect(differences(golden.x, value, wanted.value), 'values').toEqual([]);
      expect(differences(golden.x, gradient, wanted.gradient), 'gradients').toEqual([]);
    });

    it('names only calls for which the backends of Keras differ', () => {
      const differ = cases.filter(
        ({ x, tensorflow, jax }) => differences(x, tensorflow.gradient, jax.gradient).length > 0,
      );
      const calls = differ.map(({ call }) => call);
      expect(Object.keys(asOnJax).filter((call) => !calls.includes(call))).toEqual([]);
    });
  });
}

interface Result {
  readonly value: readonly number[];
  readonly gradient: readonly number[];
}

/** The value of a call, and the gradient of the sum of its elements, each times a coefficient. */
function differentiate({ call, shape, x }: GoldenKink): Result {
  const [compute, dispose] = evaluated(call, shape);
  const result = tf.tidy(() => {
    const input = tf.tensor(x.map(Number), [...shape]);
    const value = compute(input);
    const total = (given: tf.Tensor) => tf.sum(tf.mul(compute(given), coefficients(value)));
    return { value: [...value.dataSync()], gradient: [...gradientOf(total, input).dataSync()] };
  });
  dispose();
  return result;
}

/** The gradient; zeros where a function, such as `sign`, has none. */
function gradientOf(total: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Tensor {
  // Adds an input that a gradient always reaches.
  return tf.grad((given) => tf.add(total(given), tf.mul(tf.sum(given), 0)))(x);
}

/** The function of tensors with values that a call is, and what frees its weights. */
function evaluated(call: string, shape: readonly number[]): readonly [(x: tf.Tensor) => tf.Tensor, () => void] {
  const evaluate = new Function(...Object.keys(tupleflow), 'x', `return ${call}`);
  const run = (x: unknown) => evaluate(...Object.values(tupleflow), x);
  if (/^(activations|losses|regularizers)\./.test(call)) return [(x) => tf.tidy(() => run(x)), () => {}];
  const x: SymbolicTensor = Input(shape.slice(1));
  const model = Model({ inputs: x, outputs: run(x) as SymbolicTensor });
  return [(values) => model(values as never) as tf.Tensor, () => (model as AnyLayer).dispose()];
}

/** The numbers that outputs are multiplied by, so that each element counts. */
function coefficients({ shape, size }: tf.Tensor): tf.Tensor {
  return tf.tensor(
    Array.from({ length: size }, (_, index) => (((7 * index) % 11) - 4.5) / 5),
    [...shape],
  );
}

/** The numbers that differ, each with the element of x at its place. */
function differences(x: Numbers, received: Numbers, wanted: Numbers): readonly string[] {
  expect(received.length).toBe(wanted.length);
  return received.flatMap((number, index) =>
    isNear(Number(number), Number(wanted[index])) ? [] : [`${number} instead of ${wanted[index]} at ${x[index]}`],
  );
}

function isNear(value: number, wanted: number): boolean {
  if (!Number.isFinite(wanted)) return Object.is(value, wanted);
  return Math.abs(value - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted));
}
