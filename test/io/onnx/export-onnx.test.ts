import * as tf from '@tensorflow/tfjs-core';
import {
  type AnyLayer,
  add,
  Bidirectional,
  Concatenate,
  Conv2D,
  Conv2DTranspose,
  Dense,
  Dropout,
  Embedding,
  GRU,
  Input,
  Lambda,
  LSTM,
  MaxPooling2D,
  Model,
  MultiHeadAttention,
  ops,
  ready,
  Sequential,
  SimpleRNN,
  StringLookup,
  type SymbolicTensor,
  UpSampling2D,
} from 'tupleflow';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../../src/io/onnx/export-onnx.js';
import { expectOnnx, run, session } from './run-onnx.js';

beforeAll(() => ready());

let before = 0;
beforeEach(() => {
  before = tf.memory().numTensors;
});
afterEach(() => {
  for (const model of models.splice(0)) model.dispose();
  expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
});

interface AnyModel extends AnyLayer {
  predict(x: unknown): Promise<tf.Tensor | readonly tf.Tensor[] | Readonly<Record<string, tf.Tensor>>>;
}

const models: AnyModel[] = [];

/** A model that is disposed after the test. */
function own(model: AnyLayer): AnyModel {
  models.push(model as AnyModel);
  return model as AnyModel;
}

/** The elements of a tensor that is not disposed elsewhere. */
function takeElements(tensor: tf.Tensor): number[] {
  const elements = Array.from(tensor.dataSync());
  tensor.dispose();
  return elements;
}

/** The outputs of the runtime are those of the model, for inputs of several shapes. */
async function expectEqual(
  model: AnyModel,
  feeds: readonly (() => Readonly<Record<string, tf.Tensor>>)[],
): Promise<void> {
  const loaded = await session(model);
  for (const feed of feeds) {
    const given = feed();
    const inputs = Object.values(given);
    const predicted = await model.predict(inputs.length === 1 ? inputs[0] : given);
    const expected = predicted instanceof tf.Tensor ? [predicted] : Object.values(predicted);
    const outputs = await run(loaded, given);
    for (const [index, tensor] of expected.entries()) {
      const shape = tensor.shape;
      expectOnnx(outputs[loaded.outputNames[index] as string], shape, takeElements(tensor));
    }
    tf.dispose(inputs);
  }
  await loaded.release();
}

const normal = (...shape: number[]) => tf.randomNormal(shape, 0, 1, 'float32', 1);
const tokens = (...shape: number[]) => tf.randomUniform(shape, 0, 3, 'int32', 1);

describe('exportOnnx', () => {
  it('gives inputs and outputs the names of those of the model, and their types and sizes', async () => {
    const title = Input(['words'], { name: 'title', dtype: 'int32' });
    const vectors = Embedding(10, 4)(title).pipe(LSTM(3));
    const image = Input([null, 8, 3], { name: 'image' });
    const pooled = ops.mean(image, [1, 2]);
    const joined = Concatenate()([vectors, pooled]);
    const outputs = { label: Dense(2, { name: 'label' })(joined), score: Dense(1, { name: 'score' })(joined) };
    const model = own(Model({ inputs: { title, image }, outputs }));
    const loaded = await session(model);
    expect(loaded.inputMetadata).toMatchObject([
      { name: 'title', type: 'int32', shape: ['batch', 'words'] },
      { name: 'image', type: 'float32', shape: ['batch', 'image_1', 8, 3] },
    ]);
    expect(loaded.outputMetadata).toMatchObject([
      { name: 'label', type: 'float32', shape: ['batch', 2] },
      { name: 'score', type: 'float32', shape: ['batch', 1] },
    ]);
    await loaded.release();
    await expectEqual(model, [
      () => ({ title: tokens(1, 3), image: normal(1, 5, 8, 3) }),
      () => ({ title: tokens(4, 6), image: normal(4, 1, 8, 3) }),
    ]);
  });

  it('writes the weights of a shared layer once', async () => {
    const [first, second] = [Input([500], { name: 'first' }), Input([500], { name: 'second' })];
    const shared = Dense(500);
    const model = own(Model({ inputs: { first, second }, outputs: add([shared(first), shared(second)]) }));
    const { length } = await exportOnnx(model);
    expect(length).toBeGreaterThan(1_000_000);
    expect(length).toBeLessThan(1_010_000);
    await expectEqual(model, [() => ({ first: normal(3, 500), second: normal(3, 500) })]);
  });

  it('takes models inside of models, and calls them more than once', async () => {
    const x = Input([4]);
    const encoder = Model({
      inputs: x,
      outputs: { mean: Dense(3)(x), scale: Dense(3, { activation: 'softplus' })(x) },
    });
    const [left, right] = [Input([4], { name: 'left' }), Input([4], { name: 'right' })];
    const [one, other] = [encoder(left), encoder(right)];
    const outputs = Sequential([Dense(2, { activation: 'gelu' }), Dense(2)])(
      Concatenate()([one.mean, other.mean, ops.multiply(one.scale, other.scale)]),
    );
    const model = own(Model({ inputs: { left, right }, outputs }));
    await expectEqual(model, [() => ({ left: normal(2, 4), right: normal(2, 4) })]);
  });

  it.each([
    ['an LSTM', () => LSTM(4, { returnSequences: true })],
    ['an LSTM with other activations', () => LSTM(4, { activation: 'relu', recurrentActivation: 'hardSigmoid' })],
    ['a GRU', () => GRU(4, { goBackwards: true })],
    ['a GRU that resets before', () => GRU(4, { resetAfter: false, returnSequences: true })],
    ['a SimpleRNN', () => SimpleRNN(4, { zeroOutputForMask: true, returnSequences: true })],
    ['a bidirectional LSTM', () => Bidirectional(LSTM(4, { returnSequences: true }))],
  ] as const)('%s takes sequences of any length, with and without steps that do not count', async (_, make) => {
    for (const maskZero of [false, true]) {
      const words = Input([null], { name: 'words', dtype: 'int32' });
      const layer = make() as unknown as (input: SymbolicTensor) => SymbolicTensor;
      const model = own(Model({ inputs: words, outputs: layer(Embedding(3, 5, { maskZero })(words)) }));
      await expectEqual(model, [() => ({ words: tokens(2, 3) }), () => ({ words: tokens(3, 9) })]);
    }
  });

  it('takes images of any size', async () => {
    const image = Input([null, null, 3], { name: 'image' });
    const down = image.pipe(Conv2D(4, 3, { padding: 'same', strides: 2, activation: 'relu' }), MaxPooling2D(2));
    const up = down.pipe(
      UpSampling2D(2),
      Conv2DTranspose(5, 3, { strides: 2, padding: 'same' }),
      Conv2D(2, 3, { dilationRate: 2, padding: 'same' }),
    );
    const model = own(Model({ inputs: image, outputs: up }));
    await expectEqual(model, [() => ({ image: normal(1, 16, 24, 3) }), () => ({ image: normal(2, 32, 8, 3) })]);
  });

  it('takes attention with masks over sequences of any length', async () => {
    const words = Input([null], { name: 'words', dtype: 'int32' });
    const vectors = Embedding(3, 8, { maskZero: true })(words);
    const outputs = MultiHeadAttention(2, 4)(vectors, vectors, { useCausalMask: true });
    const model = own(Model({ inputs: words, outputs }));
    await expectEqual(model, [() => ({ words: tokens(2, 3) }), () => ({ words: tokens(1, 9) })]);
  });

  it("takes functions of the user's own", async () => {
    const x = Input([6], { name: 'x' });
    const halves = Lambda((input: tf.Tensor) => tf.mul(tf.relu(input), tf.cos(input)))(x);
    const model = own(Model({ inputs: x, outputs: halves }));
    await expectEqual(model, [() => ({ x: normal(3, 6) })]);
  });

  it('leaves out what is done in training only', async () => {
    const x = Input([6], { name: 'x' });
    const model = own(Model({ inputs: x, outputs: x.pipe(Dropout(0.5), Dense(2)) }));
    const text = new TextDecoder('latin1').decode(await exportOnnx(model));
    expect(text).not.toContain('Dropout');
    await expectEqual(model, [() => ({ x: normal(3, 6) })]);
  });
});

describe('exportOnnx says what it cannot export', () => {
  const x = () => Input([4], { name: 'x' });

  it.each([
    [
      'random numbers',
      () => {
        const input = x();
        return Model({ inputs: input, outputs: Dropout(0.5, { name: 'noisy' })(input, { training: true }) });
      },
      "exportOnnx expects layers whose outputs follow from their inputs (received a Dropout layer 'noisy', which draws random numbers)",
    ],
    [
      'states from batch to batch',
      () => {
        const input = Input([3, 4], { batchSize: 2 });
        return Model({ inputs: input, outputs: LSTM(2, { stateful: true, name: 'memory' })(input) });
      },
      "exportOnnx expects layers without states from batch to batch (received an LSTM layer 'memory', which is stateful)",
    ],
    [
      'strings',
      () => {
        const input = Input([1], { name: 'word', dtype: 'string' });
        return Model({ inputs: input, outputs: StringLookup({ vocabulary: ['a', 'b'] })(input) });
      },
      "exportOnnx expects numbers as inputs and outputs (received strings in 'word')",
    ],
    [
      'kernels that ONNX has not',
      () => {
        const input = x();
        const normalized = Lambda(
          (given: tf.Tensor) => {
            const pixels = tf.reshape(given, [-1, 1, 1, 4]) as tf.Tensor4D;
            return tf.reshape(tf.localResponseNormalization(pixels), [-1, 4]);
          },
          { name: 'local' },
        );
        return Model({ inputs: input, outputs: normalized(input) });
      },
      "exportOnnx expects layers that ONNX has (received a Lambda layer 'local', which computes LRN)",
    ],
    [
      'values that are read',
      () => {
        const input = x();
        const read = Lambda((given: tf.Tensor) => tf.mul(given, given.dataSync()[0] as number), { name: 'reads' });
        return Model({ inputs: input, outputs: read(input) });
      },
      "exportOnnx expects layers that compute with tensors alone (received a Lambda layer 'reads', which reads elements)",
    ],
    [
      'operations whose number depends on sizes that vary',
      () => {
        const input = Input([null, 4]);
        const sums = Lambda((given: tf.Tensor) => tf.addN(tf.unstack(given, 1)), { name: 'sums', outputShape: [4] });
        return Model({ inputs: input, outputs: sums(input) });
      },
      "exportOnnx expects layers that do the same for inputs of all sizes (received a Lambda layer 'sums', whose operations depend on sizes that vary)",
    ],
  ] as const)('%s', async (_, make, message) => {
    const model = own(make() as AnyLayer);
    await expect(exportOnnx(model)).rejects.toThrow(message);
  });

  it('what is not a model', async () => {
    const dense = Dense(3);
    await expect(exportOnnx(dense)).rejects.toThrow('exportOnnx expects a model (received a layer)');
    dense.dispose();
  });
});
