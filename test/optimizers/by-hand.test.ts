import * as tf from '@tensorflow/tfjs-core';
import { constraints, Dense, optimizers, setBackend, tensor, toKerasConfig, type Weight, zeros } from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** A layer with a kernel (2, 1) of 1 and a bias of 0. */
function layer(options: object = {}) {
  const dense = Dense(1, { name: 'one', kernelInitializer: 'ones', ...options });
  dense(zeros([1, 2])).dispose();
  return dense;
}

function values(weights: readonly Weight[]): number[][] {
  return weights.map(({ value }) => [...value.dataSync()].map((number) => Number(number.toFixed(5))));
}

describe.each(['cpu', 'wasm'] as const)('steps by hand on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  it('go on from each other until the optimizer is disposed', () => {
    const { weights } = layer();
    const gradients = [tensor([1, 2], [2, 1]), tensor([-1], [1])];
    const optimizer = optimizers.SGD({ learningRate: 0.1, momentum: 0.5 });
    const count = tf.memory().numTensors;
    expect(optimizer.iterations).toBe(0);
    optimizer.apply(gradients, weights);
    expect(values(weights)).toEqual([[0.9, 0.8], [0.1]]);
    optimizer.apply(gradients, weights);
    expect(values(weights)).toEqual([[0.75, 0.5], [0.25]]);
    expect(optimizer.iterations).toBe(2);
    expect(tf.memory().numTensors).toBe(count + 2);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(count);
    expect(optimizer.iterations).toBe(0);
    optimizer.apply(gradients, weights);
    expect(values(weights)).toEqual([[0.65, 0.3], [0.35]]);
    optimizer.dispose();
  });

  it('leave weights without a gradient as they are, and take in others later', () => {
    const { weights } = layer();
    const optimizer = optimizers.Adam({ learningRate: 0.5 });
    optimizer.apply([null, tensor([3], [1])], weights);
    expect(values(weights)).toEqual([[1, 1], [-0.5]]);
    optimizer.apply([tensor([3, -3], [2, 1])], weights.slice(0, 1));
    expect(values(weights)[1]).toEqual([-0.5]);
    expect(values(weights)[0]?.[0]).toBeLessThan(1);
    optimizer.dispose();
  });

  it('keep to the constraints of weights', () => {
    const { weights } = layer({ kernelConstraint: constraints.NonNeg() });
    const optimizer = optimizers.SGD({ learningRate: 1 });
    optimizer.apply([tensor([3, -1], [2, 1]), tensor([3], [1])], weights);
    expect(values(weights)).toEqual([[0, 2], [-3]]);
    optimizer.dispose();
  });

  it('follow a learning rate that is set, or a schedule', () => {
    const { weights } = layer();
    const bias = weights.slice(1);
    const one = [tensor([1], [1])];
    const optimizer = optimizers.SGD({ learningRate: 0.5 });
    optimizer.apply(one, bias);
    optimizer.learningRate = 0.25;
    expect(optimizer.learningRate).toBe(0.25);
    optimizer.apply(one, bias);
    expect(values(bias)).toEqual([[-0.75]]);
    expect(toKerasConfig(optimizer).config).toMatchObject({ learning_rate: 0.25 });
    expect(() => {
      optimizer.learningRate = Number.NaN;
    }).toThrow('SGD: learningRate expects a number that is 0 or more (received NaN)');

    const halved = optimizers.SGD({ learningRate: (iteration) => 0.5 ** iteration });
    halved.apply(one, bias);
    halved.apply(one, bias);
    expect(values(bias)).toEqual([[-2.25]]);
    expect(() => {
      halved.learningRate = 1;
    }).toThrow(
      'SGD: learningRate expects a number, because it is set in training, not a schedule (received a function)',
    );
    for (const each of [optimizer, halved]) each.dispose();
  });

  it('count updates where gradients are accumulated', () => {
    const { weights } = layer();
    const bias = weights.slice(1);
    const optimizer = optimizers.SGD({ learningRate: 1, gradientAccumulationSteps: 2 });
    optimizer.apply([tensor([1], [1])], bias);
    expect([values(bias), optimizer.iterations]).toEqual([[[0]], 0]);
    optimizer.apply([tensor([2], [1])], bias);
    expect([values(bias), optimizer.iterations]).toEqual([[[-1.5]], 1]);
    optimizer.dispose();
  });

  it('end with the moving averages of weights, where there are any', () => {
    const { weights } = layer();
    const bias = weights.slice(1);
    const optimizer = optimizers.SGD({ learningRate: 1, useEma: true, emaMomentum: 0.5 });
    optimizer.apply([tensor([1], [1])], bias);
    optimizer.apply([tensor([1], [1])], bias);
    expect(values(bias)).toEqual([[-2]]);
    optimizer.finalizeVariableValues(bias);
    expect(values(bias)).toEqual([[-1.5]]);
    optimizer.dispose();
    const plain = optimizers.SGD();
    plain.apply([tensor([100], [1])], bias);
    plain.finalizeVariableValues(bias);
    expect(values(bias)).toEqual([[-2.5]]);
  });

  it('scale the loss as the gradients are scaled back', () => {
    expect(optimizers.SGD({ lossScaleFactor: 4 }).scaleLoss(tf.scalar(3)).dataSync()[0]).toBe(12);
    expect(optimizers.SGD().scaleLoss(tf.scalar(3)).dataSync()[0]).toBe(3);
    const { weights } = layer();
    const optimizer = optimizers.SGD({ learningRate: 1, lossScaleFactor: 4 });
    optimizer.apply([tensor([4], [1])], weights.slice(1));
    expect(values(weights)[1]).toEqual([-1]);
  });

  it('reject what does not fit, and then change nothing', () => {
    const { weights } = layer();
    const optimizer = optimizers.Adam();
    const count = tf.memory().numTensors;
    const [kernel, bias] = [zeros([2, 1]), zeros([1])];
    expect(() => optimizer.apply([kernel], weights)).toThrow(
      'Adam.apply expects a gradient for each of 2 weights (received 1)',
    );
    expect(() => optimizer.apply([bias, kernel], weights)).toThrow(
      'Adam.apply expects a gradient of (2, 1) for one/kernel (received (1))',
    );
    expect(() => optimizer.apply([null, null], weights)).toThrow(
      'Adam.apply expects at least one gradient (received none for 2 weights)',
    );
    const [first] = weights;
    expect(() => optimizer.apply([kernel, kernel], [first as Weight, first as Weight])).toThrow(
      'Adam.apply expects different weights (received one/kernel twice)',
    );
    expect(optimizer.iterations).toBe(0);
    expect(tf.memory().numTensors).toBe(count + 2);
    expect(before).toBeLessThan(count);
  });
});
