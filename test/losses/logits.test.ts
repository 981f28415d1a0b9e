import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import {
  BinaryCrossentropy,
  BinaryFocalCrossentropy,
  CategoricalCrossentropy,
  type Loss,
  SparseCategoricalCrossentropy,
} from '../../src/losses/index.js';
import { expectClose } from './close.js';

const values = [
  [2, -1, 0.5],
  [0, 3, -2],
];

/** The losses and their gradient with respect to the logits, which are known or have to do without. */
function compute(
  loss: Loss,
  target: tf.Tensor,
  activate: (logits: tf.Tensor) => tf.Tensor,
  areKnown: boolean,
): number[][] {
  return tf.tidy(() => {
    const losses = (logits: tf.Tensor) => loss.losses(target, activate(logits), areKnown ? { logits } : {});
    const logits = tf.tensor2d(values);
    const gradient = tf.grad((input) => tf.sum(losses(input)));
    return [[...losses(logits).dataSync()], [...gradient(logits).dataSync()]];
  });
}

describe.each(['cpu', 'wasm'] as const)('losses that know the logits, on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  const oneHot = () =>
    tf.tensor2d([
      [0, 1, 0],
      [1, 0, 0],
    ]);
  const indices = () => tf.tensor1d([1, 0], 'int32');
  const softmax = (logits: tf.Tensor) => tf.softmax(logits);
  const sigmoid = (logits: tf.Tensor) => tf.sigmoid(logits);

  it.each([
    ['CategoricalCrossentropy', CategoricalCrossentropy(), oneHot, softmax],
    ['with smoothing', CategoricalCrossentropy({ labelSmoothing: 0.2 }), oneHot, softmax],
    ['SparseCategoricalCrossentropy', SparseCategoricalCrossentropy(), indices, softmax],
    ['SparseCategoricalCrossentropy that ignores', SparseCategoricalCrossentropy({ ignoreClass: 1 }), indices, softmax],
    ['BinaryCrossentropy', BinaryCrossentropy(), oneHot, sigmoid],
    ['BinaryFocalCrossentropy', BinaryFocalCrossentropy(), oneHot, sigmoid],
  ] as const)('%s is the same as without', (_, loss, target, activate) => {
    const before = tf.memory().numTensors;
    const [known, unknown] = [true, false].map((areKnown) =>
      tf.tidy(() => compute(loss, target(), activate, areKnown)),
    );
    expectClose(known?.[0] ?? [], unknown?.[0] ?? [], 1e-5);
    expectClose(known?.[1] ?? [], unknown?.[1] ?? [], 1e-4);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('stay exact where probabilities are 0', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d([[1000, 0]]);
      const categorical = CategoricalCrossentropy().losses(tf.tensor2d([[0, 1]]), tf.softmax(logits), { logits });
      expect(categorical.arraySync()).toEqual([1000]);
      const far = tf.tensor2d([[-1000], [1000], [-20]]);
      const binary = BinaryCrossentropy().losses(tf.tensor2d([[1], [1], [0]]), tf.sigmoid(far), { logits: far });
      const [missed, found, near] = binary.dataSync() as unknown as [number, number, number];
      expect([missed, found]).toEqual([1000, 0]);
      expect(near / Math.exp(-20)).toBeCloseTo(1, 3);
    });
  });

  it('leave logits of another activation alone', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d(values);
      const prediction = tf.sigmoid(logits);
      const loss = CategoricalCrossentropy();
      const known = loss.losses(oneHot(), prediction, { logits, activation: 'sigmoid' });
      expectClose(known.dataSync(), [...loss.losses(oneHot(), prediction).dataSync()]);
    });
  });

  it('take the prediction for the logits if told so', () => {
    tf.tidy(() => {
      const logits = tf.tensor2d(values);
      const loss = CategoricalCrossentropy({ fromLogits: true });
      const known = loss.losses(oneHot(), logits, { logits: tf.zerosLike(logits) });
      expectClose(known.dataSync(), [...CategoricalCrossentropy().losses(oneHot(), tf.softmax(logits)).dataSync()]);
    });
  });

  it('may have the classes on another axis', () => {
    tf.tidy(() => {
      const logits = tf.tensor3d([
        [
          [1, 2],
          [3, 4],
          [5, 9],
        ],
      ]);
      const target = tf.tensor3d([
        [
          [0, 1],
          [0, 0],
          [1, 0],
        ],
      ]);
      const first = CategoricalCrossentropy({ axis: 1, fromLogits: true }).losses(target, logits);
      const swapped = (tensor: tf.Tensor) => tf.transpose(tensor, [0, 2, 1]);
      const last = CategoricalCrossentropy({ fromLogits: true }).losses(swapped(target), swapped(logits));
      expectClose(first.dataSync(), [...last.dataSync()]);
    });
  });
});
