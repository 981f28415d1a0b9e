import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import * as losses from '../../src/losses/index.js';
import { testedBackends } from '../backends/tested.js';
import { golden, isGiven, title } from '../golden/keras-numbers.js';
import { expectClose } from './close.js';

const cases = golden.losses.map(
  (one, index) => [title(one.loss, one, one.y_true_shape, one.sample_weight === null, index), one] as const,
);

describe.each(testedBackends)('losses on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(cases)('%s', (_, one) => {
    const before = tf.memory().numTensors;
    const loss = fromKerasConfig({ class_name: one.loss, config: one.config }, { kind: 'loss' });
    expect(loss.className).toBe(one.loss);
    tf.tidy(() => {
      const target = tf.tensor([...one.y_true], one.y_true_shape);
      const prediction = tf.tensor([...one.y_pred], one.y_pred_shape);
      const sampleWeight = one.sample_weight === null ? undefined : tf.tensor(one.sample_weight as number[]);
      const reduced = (output: tf.Tensor) => losses.computeLoss(loss, target, output, { sampleWeight });
      const result = reduced(prediction);
      expect(result.shape).toEqual(one.value_shape);
      expectClose(result.dataSync(), one.value);
      const gradient = tf.grad((output) => tf.sum(reduced(output)))(prediction);
      expectClose(gradient.dataSync(), one.grad, 2e-5);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.skipIf(isGiven)('has cases of every class', () => {
    const classes = Object.keys(losses).filter((name) => /^[A-Z]/.test(name));
    expect(new Set(golden.losses.map(({ loss }) => loss))).toEqual(new Set(classes));
  });
});
