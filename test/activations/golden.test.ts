import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as activations from '../../src/activations/index.js';
import { threshold } from '../../src/activations/index.js';
import { testedBackends } from '../backends/tested.js';
import { golden } from '../golden/keras-numbers.js';
import { expectNoLeak, startBackend } from './backend.js';
import { expectClose } from './close.js';

const cases = golden.activations;
const input = golden.activation_input;

const functions = {
  ...activations,
  threshold: (x: tf.Tensor) => threshold(x, { threshold: 0.5, defaultValue: 0.1 }),
} as Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>>;

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What outputs are multiplied by before they are summed up: it depends on the column alone where columns were halved. */
function weights(shape: readonly number[]): tf.Tensor {
  const size = tf.util.sizeFromShape(shape as number[]);
  const isHalved = shape[1] !== input.shape[1];
  return tf.tensor(
    Array.from({ length: size }, (_, index) => (isHalved ? 1 : (((7 * index) % 11) - 5) / 5)),
    shape as number[],
  );
}

test('there is a function for each activation of Keras, and none besides', () => {
  expect(Object.keys(activations).sort()).toEqual(cases.map(({ activation }) => camelCase(activation)).sort());
});

describe.each(testedBackends)('on %s', (backend) => {
  beforeAll(() => startBackend(backend));
  afterAll(() => tf.setBackend('cpu'));

  test.each(cases)('$activation has the values and gradients of Keras', (wanted) => {
    const activate = functions[camelCase(wanted.activation)] as (x: tf.Tensor) => tf.Tensor;
    expectNoLeak(() => {
      const x = tf.tensor(input.values, input.shape);
      const output = activate(x);
      expect(output.shape).toEqual(wanted.output_shape);
      expectClose(output, wanted.output);
      const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(activate(x), weights(wanted.output_shape))))(x);
      expectClose(gradient, wanted.grad);
    });
  });
});
