import * as tf from '@tensorflow/tfjs-core';
import {
  type AnyLayer,
  Dense,
  Flatten,
  Input,
  type Layer,
  Model,
  type MultiHeadAttention,
  type SameShape,
  type SymbolicTensor,
  type Tensor,
  tensor,
} from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { documentedCode, runDocumentedCode } from './documented-code.js';

const code = documentedCode('docs/blocks.md');

describe('the page about blocks', () => {
  it('has just the errors that it shows, each under the argument that is wrong', () => {
    expect(code.foundErrors).toEqual(code.shownErrors);
  });

  it.each(code.types)('says what an editor shows for %s: %s', (_, stated, found) => {
    expect(found).toBe(stated);
  });

  it('states the types of many variables, which are the shapes at run time', async () => {
    expect(code.types.length).toBeGreaterThanOrEqual(15);
    const variables = await runDocumentedCode(code);
    const shapes = code.types.map(([name]) => {
      const { shape } = variables[name] as { readonly shape: readonly unknown[] };
      return [name, `SymbolicTensor<[${shape.map(String).join(', ')}]>`];
    });
    expect(shapes).toEqual(code.types.map(([name, stated]) => [name, stated]));
  });

  it('computes what is written by hand, and trains all weights', async () => {
    const page = (await runDocumentedCode(code)) as unknown as Page;
    const x = tensor(
      Float32Array.from({ length: 24 }, (_, index) => Math.sin(index)),
      [1, 6, 4],
    );
    const image = tensor(
      Float32Array.from({ length: 24 }, (_, index) => 1 + Math.cos(index)),
      [1, 2, 3, 4],
    );

    const excite = page.SqueezeExcite(4, 2);
    // Built, so that its weights can be set: those that keep its units above 0.
    excite(Input([2, 3, 4]));
    excite.setWeights(excite.weights.map(({ size }) => new Float32Array(size).map((_, index) => 0.1 * (index + 1))));
    const excited = excite(image);
    const weight = (index: number) => excite.weights[index]?.value as tf.Tensor2D;
    const weighed = tf.tidy(() => {
      const squeezed = tf.reshape(tf.mean(image, [1, 2]), [1, 4]) as tf.Tensor2D;
      const hidden = tf.relu(tf.add(tf.matMul(squeezed, weight(0)), weight(1))) as tf.Tensor2D;
      return tf.mul(image, tf.sigmoid(tf.add(tf.matMul(hidden, weight(2)), weight(3))));
    });
    expectClose(excited, weighed);

    const attention = page.SelfAttention(2, 3);
    const attended = attention(x);
    const heads = attention.layers.at(-1) as ReturnType<typeof MultiHeadAttention>;
    expectClose(attended, heads(x, x));

    const withToken = page.WithClassToken();
    const tokens = withToken(x);
    expectClose(tf.slice(tokens, [0, 1, 0]), x);
    expectClose(
      tf.slice(tokens, [0, 0, 0], [1, 1, 4]),
      tf.reshape(withToken.weights[0]?.value as tf.Tensor, [1, 1, 4]),
    );

    expect(page.tied.countParams()).toBe(1600);
    await expectToTrain(excite, image, 24);
    await expectToTrain(attention, x, 24);
    await expectToTrain(withToken, x, 28);
  });
});

/** What the page makes that is computed by hand here. */
interface Page {
  SqueezeExcite(channels: number, ratio: number): Layer<SameShape<'SqueezeExcite'>>;
  SelfAttention(heads: number, keyDim: number): Layer<SameShape<'SelfAttention'>>;
  WithClassToken(): Layer<SameShape<'WithClassToken'>>;
  readonly tied: { countParams(): number };
}

function expectClose(found: tf.Tensor, expected: tf.Tensor): void {
  expect(found.shape).toEqual(expected.shape);
  const difference = tf.tidy(() => tf.max(tf.abs(tf.sub(found, expected))).dataSync()[0]);
  expect(difference).toBeLessThan(1e-5);
}

/** Trains a block on one sample, of so many outputs. */
async function expectToTrain(block: AnyLayer, sample: Tensor, size: number): Promise<void> {
  const inputs: SymbolicTensor = Input(sample.shape.slice(1));
  const outputs = Dense(1)(inputs.pipe(block, Flatten()).ensureShape([null, size]));
  const model = Model({ inputs, outputs });
  const before = await model.getWeights();
  model.compile({ optimizer: 'sgd', loss: 'mse' });
  const wanted = tensor([[1]]);
  const { loss: first } = await model.trainOnBatch(sample, wanted);
  const { loss: second } = await model.trainOnBatch(sample, wanted);
  expect(second).toBeLessThan(first);
  const after = await model.getWeights();
  const idle = after.filter((values, index) => values.every((value, at) => value === before[index]?.[at]));
  // The bias of keys changes no attention.
  expect(idle.map(({ path }) => path).filter((path) => !path.endsWith('key/bias'))).toEqual([]);
}
