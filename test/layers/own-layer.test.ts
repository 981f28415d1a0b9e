import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActivationIdentifier } from '../../src/activations/activation.js';
import { setBackend } from '../../src/backends/backend.js';
import { clearSession, type LayerOptions } from '../../src/graph/create-layer.js';
import { defineLayer } from '../../src/graph/define-layer.js';
import type { Layer } from '../../src/graph/layer.js';
import type { Value } from '../../src/graph/value.js';
import { Constant } from '../../src/initializers/index.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { Residual } from '../../src/layers/wrappers/residual.js';
import { TimeDistributed } from '../../src/layers/wrappers/time-distributed.js';
import { type Unexpected, unexpected } from '../../src/types/mismatch.js';
import type { Dimension, Shape } from '../../src/types/shape.js';
import type { ShapeFunction } from '../../src/types/shape-function.js';
import { expectClose } from './expect-close.js';
import { runLayer, runOutputs } from './run-layer.js';

// A layer as a user of the library writes one: https://arxiv.org/abs/1505.00387

interface HighwayOptions {
  readonly activation?: ActivationIdentifier;
  /** Where the gate starts: the more it is below 0, the more of the input it carries over at first. */
  readonly gateBias?: number;
}

const expected = '(batch, features) with a known number of features';

/** The shape of the input, if it is one that the layer takes. */
interface HighwayShape extends ShapeFunction {
  readonly output: this['input'] extends readonly [Dimension, number]
    ? this['input']
    : Unexpected<'Highway', typeof expected, this['input']>;
}

/** The same at run time, with the same sentence. */
function highwayOutput(input: Shape): Shape {
  return input.length === 2 && input[1] !== null ? input : unexpected('Highway', expected, input);
}

const highway = defineLayer({
  name: 'Highway',
  configure: ({ activation = 'relu', gateBias = -1 }: HighwayOptions) => ({
    activation,
    kernelInitializer: 'heNormal' as const,
    gateBias,
  }),
  shape: (input) => highwayOutput(input),
  weights: ([, features = null], { gateBias }) => ({
    kernel: [features, features],
    bias: { shape: [features], initializer: 'zeros' as const },
    gateKernel: [features, features],
    gateBias: { shape: [features], initializer: Constant(gateBias) },
  }),
  forward: (input, { kernel, bias, gateKernel, gateBias }, { activation }) => {
    const flat = input as tf.Tensor2D;
    const gate = tf.sigmoid(tf.add(tf.matMul(flat, gateKernel as tf.Tensor2D), gateBias));
    const changed = activation(tf.add(tf.matMul(flat, kernel as tf.Tensor2D), bias));
    return tf.add(input, tf.mul(gate, tf.sub(changed, input)));
  },
});

/** Decides feature by feature how much of the input to change, and how much to carry over. */
function Highway<const Name extends string = string>(
  options: HighwayOptions & LayerOptions<Name> = {},
): Layer<HighwayShape, Name> {
  return highway<HighwayShape, Name>(options, options);
}

describe.each(['cpu', 'wasm'] as const)("a user's own layer on %s", (backend) => {
  beforeAll(() => setBackend(backend));

  it('computes what its author says', () => {
    const before = tf.memory().numTensors;
    const layer = Highway({ activation: 'linear' });
    layer(Input([2]));
    // The gate is half open: the output is the mean of the input and of twice the input plus 1.
    layer.setWeights([
      [2, 0, 0, 2],
      [1, 1],
      [0, 0, 0, 0],
      [0, 0],
    ]);
    tf.tidy(() => expectClose(runLayer(layer, tf.tensor([1, 2], [1, 2])), [2, 3.5], 1e-6, 'output'));
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('starts from its initializers, and is trained', async () => {
    const layer = Highway({ gateBias: -3 });
    const input = Input([4]);
    const output = layer(input);
    expect(await layer.weights[3]?.read()).toEqual(new Float32Array(4).fill(-3));
    tf.tidy(() => {
      const variables = layer.trainableWeights.map(({ value }) => value);
      const sum = () => tf.sum((runOutputs([input], [output], [tf.ones([3, 4])])[0] as Value).tensor) as tf.Scalar;
      const { grads } = tf.variableGrads(sum, variables);
      for (const variable of variables) expect(grads[variable.name]?.shape).toEqual(variable.shape);
    });
    layer.dispose();
  });
});

it('has named weights, the options of all layers, and one set of weights for all calls', () => {
  clearSession();
  const layer = Highway();
  layer(Input([8]));
  layer(Input([8]));
  expect(layer.weights.map(({ path, shape }) => [path, shape])).toEqual([
    ['highway/kernel', [8, 8]],
    ['highway/bias', [8]],
    ['highway/gate_kernel', [8, 8]],
    ['highway/gate_bias', [8]],
  ]);
  expect([Highway().name, Highway({ name: 'road' }).name, Highway({ trainable: false }).trainable]).toEqual([
    'highway_1',
    'road',
    false,
  ]);
});

it('is used like any other layer', () => {
  expect(Input([20]).pipe(Dense(8), Highway(), Highway(), Dense(1)).shape).toEqual([null, 1]);
  const steps = TimeDistributed(Highway())(Input([5, 8]));
  expect([...(steps.shape satisfies [null, 5, 8])]).toEqual([null, 5, 8]);
  const block = Residual(Highway())(Input([8]));
  expect([...(block.shape satisfies [null, 8])]).toEqual([null, 8]);
});

it('rejects what it does not take, for the compiler and at run time', () => {
  const sentence = 'Highway expects (batch, features) with a known number of features (received (null, 5, 8))';
  // @ts-expect-error Highway expects (batch, features) with a known number of features (received (null, 5, 8))
  expect(() => Highway()(Input([5, 8]))).toThrow(sentence);
  // @ts-expect-error Highway expects (batch, features) with a known number of features (received (null, 5, 8))
  expect(() => Input([5, 8]).pipe(Dense(8), Highway())).toThrow(sentence);
  // @ts-expect-error Highway expects (batch, features) with a known number of features (received (null, null))
  expect(() => Highway()(Input([null]))).toThrow('(received (null, null))');
  expect(() => Highway({ activation: 'rellu' as 'relu' })).toThrow("did you mean 'relu'?");
});

it('does not compile where its author misspells a weight or an option', () => {
  defineLayer({
    name: 'Misspelt',
    configure: (options: { readonly factor: number }) => options,
    shape: (input) => input,
    weights: (input) => ({ kernel: input }),
    // @ts-expect-error Property 'kernal' does not exist on type
    forward: (input, { kernal }) => tf.mul(input, kernal),
  });
  defineLayer({
    name: 'Misspelt',
    configure: (options: { readonly factor: number }) => options,
    shape: (input) => input,
    // @ts-expect-error Property 'facter' does not exist on type
    forward: (input, _, { facter }) => tf.mul(input, facter),
  });
});
