import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError, GraphError } from '../../src/errors.js';
import type { BlockCallOptions } from '../../src/graph/block-calls.js';
import { defineBlock } from '../../src/graph/define-block.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { MultiHeadAttention } from '../../src/layers/attention/multi-head-attention.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { Masking } from '../../src/layers/core/masking.js';
import { Multiply } from '../../src/layers/merging/arithmetic.js';
import { LSTM } from '../../src/layers/recurrent/lstm.js';
import { Residual } from '../../src/layers/wrappers/residual.js';
import { TimeDistributed } from '../../src/layers/wrappers/time-distributed.js';
import { tensor } from '../../src/tensor/create.js';
import { Model } from '../../src/training/model.js';
import type { SameShape, ShapeFunction } from '../../src/types/shape-function.js';

const gated = defineBlock({
  name: 'Gated',
  layers: ({ branch, gate }: { readonly branch: AnyLayer; readonly gate: AnyLayer }) => ({
    branch,
    gate,
    multiply: Multiply({ name: 'multiply' }),
  }),
  forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(input)]),
});

/** The output of a branch times that of a gate. */
function Gated(branch: AnyLayer, gate: AnyLayer) {
  return gated<SameShape<'Gated'>>({ branch, gate });
}

describe.each(['cpu', 'wasm'] as const)('blocks on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('compute what their layers compute, train them, and free everything', async () => {
    const before = tf.memory().numTensors;
    const [branch, gate] = [Dense(3), Dense(3, { activation: 'sigmoid' })];
    const block = Gated(branch, gate);
    const inputs = Input([3]);
    const model = Model({ inputs, outputs: block(inputs) });
    expect(block.weights.map(({ path }) => path.split('/').slice(1).join('/'))).toEqual([
      `${branch.name}/kernel`,
      `${branch.name}/bias`,
      `${gate.name}/kernel`,
      `${gate.name}/bias`,
    ]);
    const x = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
    const [first, second, product] = [branch(x), gate(x), block(x)];
    const expected = tf.tidy(() => tf.mul(first, second).arraySync());
    expect(product.arraySync()).toEqual(expected);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const losses = [];
    for (let step = 0; step < 5; step++) losses.push((await model.trainOnBatch(x, x)).loss);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    tf.dispose([x, first, second, product]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('pass masks on, and fit in other blocks', () => {
    const inner = Residual(Gated(Dense(2), Dense(2)));
    const inputs = Input([3, 2]);
    const outputs = inputs.pipe(Masking(), inner, LSTM(1));
    expect(outputs.shape).toEqual([null, 1]);
    expect(TimeDistributed(Gated(Dense(2), Dense(2)))(inputs).shape).toEqual([null, 3, 2]);
    expect(inner.layers.map(({ className }) => className)).toEqual(['Gated', 'Add']);
  });

  it('leave their layers unbuilt where one does not fit, so that another call can build them', () => {
    const [branch, gate] = [Dense(4), Dense(6)];
    const block = Gated(branch, gate);
    expect(() => block(Input([2, 3]))).toThrow('multiply');
    expect([branch.weights, gate.weights]).toEqual([[], []]);
    expect(branch(Input([5])).shape).toEqual([null, 4]);
  });

  it('say which layer has several outputs where one is expected', () => {
    const recurrent = LSTM(2, { returnState: true });
    const first = defineBlock({
      name: 'First',
      layers: () => ({ recurrent, dense: Dense(1) }),
      forward: (input, layers) => layers.dense(layers.recurrent(input)),
    });
    expect(() => first<ShapeFunction>({})(Input([3, 2]))).toThrow(
      new GraphError(`First expects one output of ${recurrent.name} (received 3; use all)`),
    );
  });

  it('call layers with arguments besides the inputs: options, and tensors of the block', () => {
    const selfAttention = defineBlock({
      name: 'CausalAttention',
      layers: ({ heads }: { readonly heads: number }) => ({ attention: MultiHeadAttention(heads, 2) }),
      forward: (x, { attention }) => attention(x, x, { useCausalMask: true, key: x }),
    });
    const block = selfAttention<SameShape<'CausalAttention'>>({ heads: 2 });
    const [attention] = block.layers as [ReturnType<typeof MultiHeadAttention>];
    const x = tensor([
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    ]);
    const [output, expected] = [block(x), attention(x, x, { useCausalMask: true })];
    expect(output.arraySync()).toEqual(expected.arraySync());
    tf.dispose([output, expected, x]);
    block.dispose();
    const wrong = (options: BlockCallOptions) =>
      defineBlock({
        name: 'Wrong',
        layers: () => ({ attention }),
        forward: (input, layers) => layers.attention([input, input], options),
      })<ShapeFunction>({});
    expect(() => wrong({ useCausalMusk: true })(Input([3, 2]))).toThrow("did you mean 'useCausalMask'?");
    expect(() => wrong({ training: true })(Input([3, 2]))).toThrow(
      new ArgumentError(
        `Wrong: ${attention.name} expects no option training, which the block passes on (received true)`,
      ),
    );
    expect(() => wrong({ key: tensor([1]) })(Input([3, 2]))).toThrow('key expects a tensor of the block');
  });
});
