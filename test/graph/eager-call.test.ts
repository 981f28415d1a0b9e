import * as tf from '@tensorflow/tfjs-core';
import {
  ActivityRegularization,
  Attention,
  add,
  BatchNormalization,
  Conv2D,
  concatenate,
  Dense,
  Dropout,
  dot,
  Embedding,
  GRU,
  Identity,
  Input,
  type Layer,
  LSTM,
  losses,
  Masking,
  Model,
  MultiHeadAttention,
  regularizers,
  Sequential,
  setBackend,
  setRandomSeed,
  type Tensor,
  TimeDistributed,
  tensor,
  valueAndGradients,
  withShape,
  zeros,
} from 'tupleflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

function numbers(given: tf.Tensor): number[] {
  return [...given.dataSync()];
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-6): void {
  expect(found).toHaveLength(expected.length);
  for (let index = 0; index < expected.length; index++) {
    expect(Math.abs((found[index] as number) - (expected[index] as number))).toBeLessThan(tolerance);
  }
}

describe.each(['cpu', 'wasm'] as const)('calls on tensors with values, on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    tf.engine().startScope();
    before = tf.memory().numTensors;
  });
  afterEach(() => tf.engine().endScope());

  it('is what predict gives, for one tensor, a list, or tensors by name', async () => {
    const left = Input([3], { name: 'left' });
    const right = Input([3], { name: 'right' });
    const sum = add([Dense(2)(left), Dense(2)(right)]);
    const [x, y] = [tensor([1, 2, 3, 4, 5, 6], [2, 3]), tensor([0, 1, 0, 1, 0, 1], [2, 3])];

    const listed = Model({ inputs: [left, right], outputs: [sum, left] });
    const [first, second] = listed([x, y]);
    const [wanted] = await listed.predict([x, y]);
    expectClose(numbers(first), numbers(wanted));
    expect(numbers(second)).toEqual(numbers(x));
    expect(second).not.toBe(x);

    const named = Model({ inputs: { a: left, b: right }, outputs: { total: sum } });
    // By name, in whatever order.
    expectClose(numbers(named({ b: y, a: x }).total), numbers(wanted));

    const alone = Model({ inputs: left, outputs: Dense(1)(left) });
    const output: Tensor<[number, 1]> = alone(x);
    expectClose(numbers(output), numbers(await alone.predict(x)));
    for (const model of [listed, named, alone]) model.dispose();
  });

  it('builds a layer that has not been called, and then wants inputs like the first', () => {
    const layer = Dense(2, { name: 'own', kernelInitializer: 'ones' });
    const output: Tensor<[1, 2]> = layer(tensor([1, 2, 3], [1, 3]));
    expect(numbers(output)).toEqual([6, 6]);
    expect(layer.weights.map(({ path }) => path)).toEqual(['own/kernel', 'own/bias']);
    expect(numbers(layer(tensor([1, 2, 3, 4, 5, 6], [2, 3])))).toEqual([6, 6, 15, 15]);
    expect(() => layer(zeros([1, 4]))).toThrow(
      'own expects inputs like the ones it was built for, (1, 3): its kernel is (3, 2), and would have to be (4, 2) ' +
        '(received (1, 4))',
    );
    // It is no call in the graph.
    expect(layer.nodes).toHaveLength(0);
    layer.dispose();
    const block = Sequential([Dense(4), Dropout(0.5), Dense(2)]);
    expect(block(zeros([3, 5])).shape).toEqual([3, 2]);
    expect(block.trainableWeights).toHaveLength(4);
    block.dispose();
  });

  it('is not training unless it is said', () => {
    const dropout = Dropout(0.5);
    const x = tf.ones([4, 50]);
    expect(numbers(dropout(x))).toEqual(numbers(x));
    expect(new Set(numbers(dropout(x, { training: true })))).toEqual(new Set([0, 2]));
    setRandomSeed(3);
    const first = numbers(dropout(x, { training: true }));
    setRandomSeed(3);
    expect(numbers(dropout(x, { training: true }))).toEqual(first);
    const inputs = Input([50]);
    const always = Model({ inputs, outputs: dropout(inputs, { training: true }) });
    expect(new Set(numbers(always(withShape(x, [4, 50]))))).toEqual(new Set([0, 2]));
  });

  it('lets masks go from layer to layer, and to losses', async () => {
    const ids = tensor([1, 2, 0, 0, 3, 3, 3, 0], [2, 4], 'int32');
    const embedding = Embedding(4, 3, { maskZero: true, embeddingsInitializer: 'orthogonal' });
    const lstm = LSTM(2, { returnSequences: true });
    const words = Input([4], { dtype: 'int32' });
    const model = Model({ inputs: words, outputs: lstm(embedding(words)) });
    const whole = model(ids);
    expectClose(numbers(lstm(embedding(ids))), numbers(whole));
    expectClose(numbers(whole), numbers(await model.predict(ids)));
    // Without the mask, the last steps would differ from the last ones that count.
    const unmasked = lstm(withShape(tf.clone(embedding(ids)), [2, 4, 3]));
    expect(numbers(unmasked).slice(6, 8)).not.toEqual(numbers(whole).slice(6, 8));

    const mse = losses.MeanSquaredError();
    model.compile({ optimizer: 'sgd', loss: mse });
    const targets = zeros([2, 4, 2]);
    const { loss } = await model.testOnBatch(ids, targets);
    expectClose(numbers(mse.compute(targets, whole)), [loss]);
    expect(Math.abs((numbers(mse.compute(targets, tf.clone(whole)))[0] ?? 0) - loss)).toBeGreaterThan(1e-5);
    model.dispose();
  });

  it('takes what calls take, with values', async () => {
    const x = tensor(
      Array.from({ length: 12 }, (_, index) => Math.sin(index)),
      [2, 3, 2],
    );
    const state = tensor([1, -1, 0.5, 0], [2, 2]);
    const gru = GRU(2);
    const [steps, initial] = [Input([3, 2]), Input([2])];
    const model = Model({ inputs: [steps, initial], outputs: gru(steps, { initialState: initial }) });
    expectClose(numbers(gru(x, { initialState: state })), numbers(await model.predict([x, state])));
    expect(() => gru(x, { initialState: 3 } as never)).toThrow('initialState expects tensors with values (received 3)');
    expect(() => gru(x, { masks: x } as never)).toThrow(
      `${gru.name} expects call options 'training', 'initialState', 'mask' (received 'masks'`,
    );

    const attention = MultiHeadAttention(2, 3);
    const [output, scores] = attention(x, x, { returnAttentionScores: true, useCausalMask: true });
    const typed: readonly [Tensor<[2, 3, 2]>, Tensor<[2, 2, 3, 3]>] = [output, scores];
    expect(typed.map(({ shape }) => shape)).toEqual([
      [2, 3, 2],
      [2, 2, 3, 3],
    ]);
    expect(numbers(scores).slice(0, 3)).toEqual([1, 0, 0]);
    expect(Attention()([x, x]).shape).toEqual([2, 3, 2]);
    for (const layer of [model, attention]) layer.dispose();
  });

  it('runs layers that the compiler cannot tell apart, one after the other', async () => {
    const inputs = Input([3]);
    const model = Model({
      inputs,
      outputs: inputs.pipe(Dense(4, { activation: 'relu' }), BatchNormalization(), Dense(2)),
    });
    const x = tensor([1, 2, 3, 4, 5, 6], [2, 3]);
    const output = model.layers.slice(1).reduce<Tensor>((value, layer) => layer(value), withShape(x, [null, null]));
    expectClose(numbers(output), numbers(model(x)));
    model.dispose();
  });

  it('moves statistics at once, or with the step whose gradients are taken, and never where that fails', () => {
    const layer = BatchNormalization({ momentum: 0.5 });
    const x = tensor([1, 3], [2, 1]);
    const mean = () => numbers(layer.weights[2]?.value as tf.Tensor)[0];
    layer(x);
    expect(mean()).toBe(0);
    layer(x, { training: true });
    expect(mean()).toBe(1);
    const step = valueAndGradients(() => {
      const loss = tf.sum(layer(x, { training: true }));
      expect(mean()).toBe(1);
      // Another call in the step goes on from the first.
      layer(x, { training: true });
      return loss;
    }, layer.trainableWeights);
    expect(mean()).toBe(1.75);
    const failing = () =>
      valueAndGradients(() => {
        layer(x, { training: true });
        throw new RangeError('mine');
      }, layer.trainableWeights);
    expect(failing).toThrow(RangeError);
    expect(mean()).toBe(1.75);
    layer.trainable = false;
    layer(x, { training: true });
    expect(mean()).toBe(1.75);
    step.dispose();
    layer.dispose();
  });

  it('says what is to be added to the loss', () => {
    const inputs = Input([2]);
    const regularized = Dense(1, { kernelInitializer: 'ones', kernelRegularizer: regularizers.L2(0.5) });
    const model = Model({ inputs, outputs: inputs.pipe(ActivityRegularization({ l1: 1 }), regularized), name: 'mine' });
    const values = () => model.losses.map((penalty) => numbers(penalty)[0]);
    // The weights alone: 0.5 * (1 + 1).
    expect(values()).toEqual([1]);
    const output = model(tensor([1, -2, 3, -4], [2, 2]));
    expect(values()).toEqual([5, 1]);
    const next = model(tensor([1, -2], [1, 2]));
    expect(values()).toEqual([3, 1]);
    output.dispose();
    expect(values()).toEqual([3, 1]);
    next.dispose();
    expect(() => model.losses).toThrow('mine.losses expects the output of mine not to be disposed');
    regularized.trainable = false;
    model(tensor([1, -2], [1, 2])).dispose();
    regularized(tensor([1, 2], [1, 2])).dispose();
    expect(() => model.losses).toThrow('not to be disposed');
    model.dispose();
    expect(() => regularized(tensor([1, 2], [1, 2]))).toThrow('expects its layer to be in use');
  });

  it('frees everything with what it returns, masks, logits and penalties included', () => {
    const inputs = Input([3], { dtype: 'int32' });
    const model = Model({
      inputs,
      outputs: inputs.pipe(
        Embedding(5, 4, { maskZero: true }),
        ActivityRegularization({ l2: 1 }),
        Dense(2, { activation: 'softmax' }),
      ),
    });
    const x = tensor([1, 2, 0], [1, 3], 'int32');
    model(x).dispose();
    const [count, weights] = [tf.memory().numTensors, model.weights.length];
    expect(count).toBe(before + 1 + weights);
    {
      using output = model(x, { training: true });
      expect(output.isDisposed).toBe(false);
      // Its mask, its logits, a penalty.
      expect(tf.memory().numTensors).toBe(count + 4);
    }
    expect(tf.memory().numTensors).toBe(count);
    tf.tidy(() => {
      model(x, { training: true });
    });
    expect(tf.memory().numTensors).toBe(count);
    expect(() => model(tensor([9, 9, 9], [1, 3], 'int32'))).toThrow();
    expect(tf.memory().numTensors).toBe(count + 1);
    model.dispose();
  });

  it('gives what it was given as a tensor of its own', () => {
    const x = tensor([1, 2], [1, 2]);
    const output = Identity()(x);
    output.dispose();
    expect(numbers(x)).toEqual([1, 2]);
  });

  it.each([
    ['Dense', () => Dense(2, { activation: 'tanh' }), [2, 3]],
    ['LSTM', () => LSTM(2), [2, 3, 2]],
    ['GRU', () => GRU(2), [2, 3, 2]],
    ['Conv2D', () => Conv2D(2, 2), [1, 3, 3, 1]],
    ['TimeDistributed', () => TimeDistributed(Dense(2)), [2, 3, 2]],
    ['Masking', () => Sequential([Masking(), LSTM(2)]), [2, 3, 2]],
    ['a deep model', () => Sequential([Dense(3, { activation: 'relu' }), Dense(3, { activation: 'sigmoid' })]), [2, 3]],
  ] as const)('has the same gradients in training and else: %s', (_, make, shape) => {
    const layer = make() as Layer;
    const sizes: readonly number[] = shape;
    const size = sizes.reduce((product, one) => product * one, 1);
    const sines = Float32Array.from({ length: size }, (_value, index) => Math.sin(index + 1));
    const x = tensor(sines, sizes);
    layer(x);
    const gradients = (training: boolean) =>
      valueAndGradients(() => tf.sum(tf.square(layer(x, { training }))), [...layer.trainableWeights, x]).gradients;
    const [found, wanted] = [gradients(false), gradients(true)];
    expect(found.length).toBeGreaterThan(1);
    for (const [place, gradient] of wanted.entries()) {
      expectClose(numbers(found[place] as tf.Tensor), numbers(gradient as tf.Tensor));
    }
    expect(numbers(wanted.at(-1) as tf.Tensor).some((value) => value !== 0)).toBe(true);
    layer.dispose();
  });

  it('merges, and leaves nothing but what it returns', () => {
    const [x, y] = [tensor([1, 2], [1, 2]), tensor([3, 4], [1, 2])];
    const count = tf.memory().numTensors;
    const sum: Tensor<[1, 2]> = add([x, y]);
    const joined: Tensor<[1, 4]> = concatenate([x, y]);
    const product: Tensor<[1, 1]> = dot([x, y]);
    expect([sum, joined, product].map(numbers)).toEqual([[4, 6], [1, 2, 3, 4], [11]]);
    expect(tf.memory().numTensors).toBe(count + 3);
  });

  it('shares weights with calls in the graph', async () => {
    const layer = Dense(2);
    const inputs = Input([3]);
    const model = Model({ inputs, outputs: layer(inputs) });
    const x = tensor([1, 2, 3], [1, 3]);
    expectClose(numbers(layer(x)), numbers(await model.predict(x)));
    expect(layer.nodes).toHaveLength(1);
    model.dispose();
  });

  it('rejects tensors of both kinds, in the words of the compiler', () => {
    const [x, symbol] = [zeros([1, 2]), Input([2])];
    const both = (owner: string) =>
      `${owner} expects tensors of the graph, or tensors that have values (received both)`;
    // @ts-expect-error add expects tensors of the graph, or tensors that have values (received both)
    expect(() => add([symbol, x])).toThrow(both('add'));
    // @ts-expect-error concatenate expects tensors of the graph, or tensors that have values (received both)
    expect(() => concatenate({ a: symbol, b: x })).toThrow(both('concatenate'));
    const steps = zeros([1, 2, 3]);
    // @ts-expect-error MultiHeadAttention expects tensors of the graph, or tensors that have values (received both)
    expect(() => MultiHeadAttention(2, 2)(Input([2, 3]), steps)).toThrow(both('MultiHeadAttention'));
    // @ts-expect-error LSTM expects tensors of the graph, or tensors that have values (received both)
    expect(() => LSTM(2)(steps, { mask: symbol })).toThrow(both('LSTM'));
    // @ts-expect-error LSTM expects tensors of the graph, or tensors that have values (received both)
    expect(() => LSTM(2)(Input([2, 3]), { initialState: [x, x] })).toThrow(both('LSTM'));
  });

  it('rejects what is not a tensor, in the words of the compiler', () => {
    // @ts-expect-error Dense expects a tensor (received a layer)
    expect(() => Dense(2)(Dense(3))).toThrow('Dense expects a tensor (received a layer)');
    // @ts-expect-error Dense expects a tensor (received a function)
    expect(() => Dense(2)(Dense)).toThrow('Dense expects a tensor (received a function)');
    // @ts-expect-error LSTM expects a tensor (received a Promise)
    expect(() => LSTM(2)(Promise.resolve(1))).toThrow('LSTM expects a tensor (received a Promise)');
    // @ts-expect-error Dense expects a tensor (received 'x')
    expect(() => Dense(2)('x')).toThrow("Dense expects a tensor (received 'x')");
    const array = 'Dense expects a tensor, as tensor(...) makes of an array (received an array)';
    // @ts-expect-error Dense expects a tensor, as tensor(...) makes of an array (received an array)
    expect(() => Dense(2)([1, 2])).toThrow(array);
    // @ts-expect-error Dense expects a tensor, as tensor(...) makes of an array (received an array)
    expect(() => Dense(2)(new Float32Array(2))).toThrow(array);
    // @ts-expect-error add expects a tensor (received a layer at 1)
    expect(() => add([zeros([1, 2]), Dense(3)])).toThrow('add expects a tensor (received a layer at 1)');
  });

  it('rejects what is no tensor, or does not fit', () => {
    const layer = Dense(2, { name: 'two' });
    const gone = zeros([1, 2]);
    gone.dispose();
    expect(() => layer(gone)).toThrow('two expects tensors (received one that is disposed)');
    expect(() => layer([[1, 2]] as never)).toThrow(
      'Dense expects a tensor, as tensor(...) makes of an array (received an array)',
    );
    expect(() => layer(undefined as never)).toThrow('Dense expects a tensor (received undefined)');
    expect(() => layer(zeros([1, 2]), { training: 'yes' } as never)).toThrow(
      "two: training expects true or false (received 'yes')",
    );
    // @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (3))
    expect(() => layer(zeros([3]))).toThrow(
      'Dense expects (batch, ..., features) with a known number of features (received (3))',
    );
  });
});

afterAll(() => setBackend('wasm'));
