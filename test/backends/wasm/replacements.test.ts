import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { expectAgreement, expectGradientAgreement, floats, type Sample, sample } from './agree.js';

const unary: Readonly<Record<string, (input: tf.Tensor) => tf.Tensor>> = {
  abs: tf.abs,
  acos: tf.acos,
  acosh: tf.acosh,
  asin: tf.asin,
  asinh: tf.asinh,
  atan: tf.atan,
  atanh: tf.atanh,
  ceil: tf.ceil,
  clip: (x: tf.Tensor) => tf.clipByValue(x, -1, 1),
  cos: tf.cos,
  cosh: tf.cosh,
  elu: tf.elu,
  erf: tf.erf,
  exp: tf.exp,
  expm1: tf.expm1,
  floor: tf.floor,
  isFinite: tf.isFinite,
  isInf: tf.isInf,
  isNaN: tf.isNaN,
  leakyRelu: tf.leakyRelu,
  log: tf.log,
  log1p: tf.log1p,
  logSigmoid: tf.logSigmoid,
  logSoftmax: tf.logSoftmax,
  neg: tf.neg,
  prelu: (x: tf.Tensor) => tf.prelu(x, 0.3),
  reciprocal: tf.reciprocal,
  relu: tf.relu,
  relu6: tf.relu6,
  round: tf.round,
  rsqrt: tf.rsqrt,
  selu: tf.selu,
  sigmoid: tf.sigmoid,
  sign: tf.sign,
  sin: tf.sin,
  sinh: tf.sinh,
  softmax: (x: tf.Tensor) => tf.softmax(x.rank === 0 ? tf.expandDims(x) : x),
  softplus: tf.softplus,
  sqrt: tf.sqrt,
  square: tf.square,
  step: tf.step,
  tan: tf.tan,
  tanh: tf.tanh,
  toBool: (x: tf.Tensor) => tf.cast(x, 'bool'),
  toInt32: (x: tf.Tensor) => tf.cast(x, 'int32'),
};

const withoutGradient = ['isFinite', 'isInf', 'isNaN', 'tan', 'toBool', 'toInt32', 'acosh', 'atanh', 'acos', 'asin'];

const binary: Readonly<Record<string, (left: tf.Tensor, right: tf.Tensor) => tf.Tensor>> = {
  add: tf.add,
  atan2: tf.atan2,
  div: tf.div,
  divNoNan: tf.divNoNan,
  equal: tf.equal,
  floorDiv: tf.floorDiv,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  maximum: tf.maximum,
  minimum: tf.minimum,
  mod: tf.mod,
  mul: tf.mul,
  notEqual: tf.notEqual,
  pow: tf.pow,
  prelu: tf.prelu,
  squaredDifference: tf.squaredDifference,
  sub: tf.sub,
};

const extremes = floats(
  [2, 4],
  [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1e-9, 1e30, -88, 1e4],
);

const anySample = (shape: number[]): fc.Arbitrary<Sample> =>
  fc.oneof(sample(shape), sample(shape, 'int32'), sample(shape, 'bool'));

const shapePairs: [number[], number[]][] = [
  [[], []],
  [[3], [3]],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [
    [2, 1],
    [1, 3],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [[0], [1]],
  [[17], []],
  [
    [1, 2, 1, 3, 1, 2, 1],
    [1, 2, 1, 3, 1, 2, 1],
  ],
];

describe('replacements', () => {
  it.each(Object.entries(unary))('%s agrees, of any dtype and of no element', async (name, operation) => {
    for (const shape of [[], [0], [5], [2, 3, 4]]) {
      await fc.assert(
        fc.asyncProperty(anySample(shape), async (x) => {
          await expectAgreement((tensor) => operation(tensor), x);
          if (x.dtype === 'float32' && x.values.length > 0 && !withoutGradient.includes(name)) {
            await expectGradientAgreement((tensor) => operation(tensor), x);
          }
        }),
        { numRuns: 6 },
      );
    }
  });

  it.each(Object.entries(unary))('%s agrees for NaN, infinities and extremes', async (_, operation) => {
    await expectAgreement((tensor) => operation(tensor), extremes);
  });

  it.each(Object.entries(binary))('%s agrees, of any dtype, broadcast', async (_, operation) => {
    for (const [left, right] of shapePairs) {
      await fc.assert(
        fc.asyncProperty(anySample(left), anySample(right), async (a, b) => {
          await expectAgreement((first, second) => operation(first, second), a, b);
        }),
        { numRuns: 6 },
      );
    }
  });

  it.each([tf.maximum, tf.minimum])('%o keeps NaN on either side', async (operation) => {
    const numbers = floats([2, 4], [1, 1, 1, 1, 1, 1, 1, 1]);
    await expectAgreement((a, b) => operation(a as tf.Tensor, b as tf.Tensor), extremes, numbers);
    await expectAgreement((a, b) => operation(a as tf.Tensor, b as tf.Tensor), numbers, extremes);
  });

  it('reduces nothing', async () => {
    for (const shape of [[0], [3, 0], [0, 3]]) {
      for (const reduce of [tf.max, tf.min, tf.prod, tf.sum, tf.mean]) {
        await expectAgreement((x) => reduce(x, 0), floats(shape, []));
      }
      await expectAgreement((x) => tf.cumsum(x, 0), floats(shape, []));
      await expectAgreement((x) => [tf.all(x), tf.any(x)], { shape, dtype: 'bool', values: [] });
    }
  });

  it('selects, multiplies out and adds in what the stock kernels take only of floats', async () => {
    const x: Sample = { shape: [2, 2], dtype: 'bool', values: [1, 0, 1, 1] };
    await expectAgreement((a) => tf.where(a, a, tf.logicalNot(a)), x);
    for (const shape of [[2, 2], [1, 2, 3], [5]]) {
      await fc.assert(
        fc.asyncProperty(anySample(shape), sample(shape), sample(shape), (condition, a, b) =>
          expectAgreement((c, t, e) => tf.where(tf.cast(c as tf.Tensor, 'bool'), t as tf.Tensor, e), condition, a, b),
        ),
        { numRuns: 6 },
      );
    }
    await expectAgreement((a) => tf.addN([a, a, a]), x);
    await expectAgreement((a) => tf.stridedSlice(a, [0, 0], [2, 2], [1, 2]), x);
    await expectAgreement(
      (a, b) => tf.einsum('ij,jk->ik', a, b),
      floats([2, 3], [1, 2, 3, 4, 5, 6]),
      floats([3, 1], [1, 2, 3]),
    );
  });

  it('pads elements of any type, along any number of axes', async () => {
    const edges = (rank: number) => Array.from({ length: rank }, (_, axis): [number, number] => [axis % 2, 1]);
    for (const shape of [[3], [2, 1, 3], [1, 2, 1, 3, 1, 2, 1]]) {
      await fc.assert(
        fc.asyncProperty(anySample(shape), (x) =>
          expectAgreement((a) => tf.pad(a as tf.Tensor, edges(shape.length), 1), x),
        ),
        { numRuns: 6 },
      );
    }
  });

  it('leaves no kernel of the cpu backend out', async () => {
    await setBackend('wasm');
    const missing = tf.getKernelsForBackend('cpu').filter(({ kernelName }) => !tf.getKernel(kernelName, 'wasm'));
    expect(missing).toEqual([]);
  });
});
