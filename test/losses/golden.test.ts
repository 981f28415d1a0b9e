import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import * as losses from '../../src/losses/index.js';
import golden from '../golden/golden_misc.json' with { type: 'json' };
import { expectClose } from './close.js';
import { keras } from './keras-options.js';

type Factory = (options: Record<string, unknown>) => losses.Loss;

describe.each(['cpu', 'wasm'] as const)('losses on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(golden.losses.map((one) => [`${one.loss} ${JSON.stringify(one.config)} ${one.y_true_shape}`, one] as const))(
    '%s',
    (_, { loss, config, y_true, y_true_shape, y_pred, y_pred_shape, sample_weight, value, value_shape, grad }) => {
      const before = tf.memory().numTensors;
      const made = (losses as unknown as Record<string, Factory>)[loss]?.(keras(config)) as losses.Loss;
      expect(made.className).toBe(loss);
      tf.tidy(() => {
        const target = tf.tensor(y_true, y_true_shape);
        const prediction = tf.tensor(y_pred, y_pred_shape);
        const sampleWeight = sample_weight === null ? undefined : tf.tensor(sample_weight);
        const reduced = (output: tf.Tensor) => losses.computeLoss(made, target, output, { sampleWeight });
        const result = reduced(prediction);
        expect(result.shape).toEqual(value_shape);
        expectClose(result.dataSync(), value);
        expectClose(
          tf
            .grad((output) => tf.sum(reduced(output)))(prediction)
            .dataSync(),
          grad,
          2e-5,
        );
      });
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});
