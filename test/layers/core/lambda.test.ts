import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import type { Value } from '../../../src/graph/value.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { Lambda } from '../../../src/layers/core/lambda.js';
import { Model } from '../../../src/training/model.js';
import { runLayer, runOutputs } from '../run-layer.js';

beforeAll(() => setBackend('cpu'));

/** The value of one tensor of the graph. */
function valueOf(inputs: readonly SymbolicTensor[], output: SymbolicTensor, feeds: readonly tf.Tensor[]): Value {
  return runOutputs(inputs, [output], feeds)[0] as Value;
}

describe('Lambda', () => {
  it('is a function of a tensor, with the gradient of that function', () => {
    const x = Input([2]);
    const output = Lambda((given) => tf.square(given))(x);
    tf.tidy(() => {
      const forward = (given: tf.Tensor) => tf.sum(valueOf([x], output, [given]).tensor);
      const { value, grad } = tf.valueAndGrad(forward)(tf.tensor2d([[3, -1]]));
      expect(value.dataSync()[0]).toBe(10);
      expect(grad.arraySync()).toEqual([[6, -2]]);
    });
  });

  it('is a function of a list, whose batch is that of the first', () => {
    const inputs = [Input([2]), Input([2])] as const;
    const layer = Lambda((given: readonly tf.Tensor[]) => tf.stack([...given], 1), { outputShape: [2, 2] });
    const output = layer(inputs);
    expect(output.shape).toEqual([null, 2, 2]);
    tf.tidy(() => {
      expect(valueOf(inputs, output, [tf.zeros([1, 2]), tf.ones([1, 2])]).tensor.arraySync()).toEqual([
        [
          [0, 0],
          [1, 1],
        ],
      ]);
    });
  });

  it('is a function of tensors that it takes apart, with the shape that a function of theirs gives', () => {
    const inputs = [Input([2]), Input([3])] as const;
    const joined = Lambda(([a, b]) => tf.concat([a, b], 1), { outputShape: [5] })(inputs);
    const same = Lambda(([a, b]) => tf.concat([a, b], 1), {
      outputShape: ([a, b]: readonly (readonly (number | null)[])[]) => [a?.[0] ?? null, (a?.[1] ?? 0) + (b?.[1] ?? 0)],
    })(inputs);
    for (const output of [joined, same]) {
      expect(output.shape).toEqual([null, 5]);
      tf.tidy(() => {
        const { tensor } = valueOf(inputs, output, [tf.zeros([1, 2]), tf.ones([1, 3])]);
        expect(tensor.arraySync()).toEqual([[0, 0, 1, 1, 1]]);
      });
    }
  });

  it('tells its function the phase, the mask and what it was given by name', () => {
    const words = Input([2], { dtype: 'int32' });
    const embedded = Embedding(3, 1, { maskZero: true, embeddingsInitializer: 'ones' })(words);
    const seen: unknown[] = [];
    const layer = Lambda(
      (x, { training, mask, factor }) => {
        seen.push(training, mask?.arraySync());
        return tf.mul(x, factor);
      },
      { arguments: { factor: 3 }, mask: (_, mask) => mask && tf.logicalNot(mask) },
    );
    const output = layer(embedded, { training: true });
    tf.tidy(() => {
      const { tensor, mask } = valueOf([words], output, [tf.tensor2d([[1, 0]], undefined, 'int32')]);
      expect(tensor.arraySync()).toEqual([[[3], [3]]]);
      expect(mask?.arraySync()).toEqual([[0, 1]]);
    });
    expect(seen).toEqual([true, [[1, 0]]]);
    embedded.producer.layer.dispose();
  });

  it('drops a mask unless it is told what becomes of it', () => {
    const words = Input([2], { dtype: 'int32' });
    const embedded = Embedding(3, 1, { maskZero: true })(words);
    const output = Lambda((x) => x)(embedded);
    tf.tidy(() => {
      expect(valueOf([words], output, [tf.tensor2d([[1, 0]], undefined, 'int32')]).mask).toBeNull();
    });
    embedded.producer.layer.dispose();
  });

  it('gives floats', () => {
    tf.tidy(() => {
      const output = runLayer(
        Lambda((x) => tf.greater(x, 0)),
        tf.tensor2d([[1, -1]]),
      );
      expect(output.dtype).toBe('float32');
      expect(output.arraySync()).toEqual([[1, 0]]);
    });
  });

  it('trains with the layers around it, and leaves no tensors, also where its function throws', async () => {
    const before = tf.memory().numTensors;
    const x = Input([3]);
    let fails = false;
    const squash = Lambda((given) => {
      const output = tf.tanh(given);
      if (fails) throw new Error('no');
      return output;
    });
    const model = Model({ inputs: x, outputs: Dense(1)(squash(Dense(4)(x))) });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const [data, targets] = [
      Float32Array.from({ length: 24 }, (_, index) => Math.sin(index)),
      new Float32Array(8).fill(2),
    ];
    const { history } = await model.fit(data, targets, { epochs: 10, verbose: 0 });
    expect(history.loss.at(-1)).toBeLessThan(history.loss[0] as number);
    fails = true;
    await expect(model.fit(data, targets, { verbose: 0 })).rejects.toThrow('no');
    model.dispose();
    expect(tf.memory().numTensors - before).toBe(0);
  });

  it('is held to the shape that was inferred', () => {
    const feed = tf.ones([2, 4]);
    expect(() =>
      runLayer(
        Lambda((x) => tf.sum(x, 1)),
        feed,
      ),
    ).toThrow(
      'Lambda expects its function to return a tensor of shape (2, 4), as the input has, or an outputShape that says another (received (2))',
    );
    expect(() =>
      runLayer(
        Lambda((x) => x, { outputShape: [3] }),
        feed,
      ),
    ).toThrow('Lambda expects its function to return a tensor of shape (2, 3), as outputShape says (received (2, 4))');
    expect(() =>
      runLayer(
        Lambda((x) => x, { outputShape: ([batch = null]) => [batch, 5] }),
        feed,
      ),
    ).toThrow('Lambda expects its function to return a tensor of shape (2, 5), as outputShape says (received (2, 4))');
    expect(() =>
      runLayer(
        Lambda(() => 3 as unknown as tf.Tensor),
        feed,
      ),
    ).toThrow('Lambda expects its function to return a tensor (received 3)');
    feed.dispose();
  });

  it('rejects what is no function, and no shape', () => {
    const loose = Lambda as unknown as (...given: unknown[]) => (input: unknown) => unknown;
    const identity = (x: tf.Tensor) => x;
    expect(() => loose('tanh')).toThrow('Lambda: function expects a function of tensors (received ' + "'tanh')");
    expect(() => loose(identity, { outputShape: [0] })).toThrow(
      'Lambda: outputShape expects a list of positive integers, or null (received (0))',
    );
    expect(() => loose(identity, { outputShape: 4 })).toThrow(
      'Lambda: outputShape expects a list of positive integers, or null (received 4)',
    );
    expect(() => loose(identity, { outputShape: () => 'none' })(Input([4]))).toThrow(
      "Lambda: outputShape expects a list of positive integers, or null (received 'none')",
    );
    expect(() => loose(identity)([Input([4]), Input([4])])).toThrow(
      'Lambda expects one tensor, or an outputShape (received several tensors)',
    );
    expect(() => loose(identity, { outputSize: [3] })).toThrow('outputSize');
  });

  it('is written by the name of its function, and read with the function of that name', () => {
    function scaled(x: tf.Tensor, { maxValue }: { readonly maxValue: number }): tf.Tensor {
      return tf.div(x, maxValue);
    }
    const layer = Lambda(scaled, { arguments: { maxValue: 255 }, outputShape: [4], name: 'scaled' });
    const config = toKerasConfig(layer);
    expect(config.config).toMatchObject({
      name: 'scaled',
      function: { class_name: 'function', config: 'scaled', registered_name: 'scaled' },
      output_shape: [4],
      arguments: { max_value: 255 },
    });
    const read = fromKerasConfig(JSON.parse(JSON.stringify(config)), { classes: { scaled } });
    expect(toKerasConfig(read)).toEqual(config);
    expect(() => fromKerasConfig(JSON.parse(JSON.stringify(config)))).toThrow(
      'expects a function that is listed in classes',
    );
    expect(() => toKerasConfig(Lambda((x) => x))).toThrow('expects a function with a name');
  });
});
