import * as tf from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  DataError,
  Dense,
  Input,
  Model,
  metrics,
  optimizers,
  Sequential,
  ShapeError,
  setBackend,
  tensor,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';

const { Adam, defineOptimizer, SGD } = optimizers;

/** A model of one weight, whose loss is (w - 3)² / 2 for the input 1. */
function line(name?: string) {
  const inputs = Input([1]);
  const dense = Dense(1, { useBias: false, kernelInitializer: 'ones', ...(name && { name }) });
  return Model({ inputs, outputs: dense(inputs) });
}

const x = [[1]];
const y = [[3]];

async function weightOf(model: ReturnType<typeof line>): Promise<number> {
  return model.trainableWeights[0]?.value.dataSync()[0] as number;
}

const quiet = { verbose: 0, batchSize: 1 } as const;

describe.each(['cpu', 'wasm'] as const)('the state of an optimizer on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('has the learning rate, whoever sets it', async () => {
    const sgd = SGD(0.5);
    const model = line().compile({ optimizer: sgd, loss: 'meanSquaredError' });
    const callbacks = [
      {
        onEpochBegin: (_: number, training: { learningRate: number }) => {
          training.learningRate = 0.25;
        },
      },
    ];
    await model.fit(x, y, { ...quiet, callbacks });
    expect(sgd.learningRate).toBe(0.25);
    // (1 - 3) * 2 * 0.25 = -1
    expect(await weightOf(model)).toBeCloseTo(2, 6);
    sgd.learningRate = 0.1;
    await model.fit(x, y, quiet);
    expect(await weightOf(model)).toBeCloseTo(2.2, 6);
    model.dispose();
  });

  it('counts the steps of fit, and goes on when a model is compiled again with the same object', async () => {
    const adam = Adam(0.1);
    const model = line().compile({ optimizer: adam, loss: 'meanSquaredError' });
    await model.fit(x, y, { ...quiet, epochs: 3 });
    expect(adam.iterations).toBe(3);
    model.compile({ optimizer: adam, loss: 'meanSquaredError' });
    await model.fit(x, y, { ...quiet, epochs: 2 });
    expect(adam.iterations).toBe(5);
    const straight = line().compile({ optimizer: Adam(0.1), loss: 'meanSquaredError' });
    await straight.fit(x, y, { ...quiet, epochs: 5 });
    expect(await weightOf(model)).toBe(await weightOf(straight));
    // A name makes a new optimizer each time.
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    await model.fit(x, y, quiet);
    expect(adam.iterations).toBe(5);
    model.dispose();
    straight.dispose();
  });

  it('holds slots as long as a model is compiled with the optimizer', async () => {
    const before = tf.memory().numTensors;
    const adam = Adam(0.1);
    const [first, second] = [line(), line()];
    for (const model of [first, second]) {
      model.compile({ optimizer: adam, loss: 'meanSquaredError' });
      await model.fit(x, y, quiet);
    }
    // Two weights, each with two slots.
    expect(tf.memory().numTensors).toBe(before + 2 + 4);
    first.compile({ optimizer: SGD(), loss: 'meanSquaredError' });
    expect(tf.memory().numTensors).toBe(before + 2 + 2);
    second.dispose();
    expect(tf.memory().numTensors).toBe(before + 1);
    first.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(adam.iterations).toBe(2);
  });

  it('keeps the slots of a weight that another model still trains', async () => {
    const before = tf.memory().numTensors;
    const input = Input([1]);
    const shared = Dense(1, { useBias: false });
    const adam = Adam(0.1);
    const first = Sequential([input, shared]).compile({ optimizer: adam, loss: 'meanSquaredError' });
    const second = Sequential([Input([1]), shared, Dense(1)]).compile({ optimizer: adam, loss: 'meanSquaredError' });
    await first.fit(x, y, quiet);
    await second.fit(x, y, quiet);
    second.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    expect(tf.memory().numTensors).toBe(before + 3 + 2);
    first.dispose();
    second.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is exported, and imported by an equal optimizer of an equal model', async () => {
    const before = tf.memory().numTensors;
    const adam = Adam(0.1, { useEma: true });
    const model = line('one').compile({ optimizer: adam, loss: 'meanSquaredError' });
    await model.fit(x, y, { ...quiet, epochs: 3 });
    const saved = await adam.exportState();
    expect(saved).toMatchObject({ className: 'Adam', iteration: 3, learningRate: 0.1 });
    expect(saved.slots.map(({ weight, name, shape }) => [weight, name, shape])).toEqual([
      ['one/kernel', 'momentum', [1, 1]],
      ['one/kernel', 'velocity', [1, 1]],
      ['one/kernel', 'average', [1, 1]],
    ]);
    const plain = JSON.parse(
      JSON.stringify({ ...saved, slots: saved.slots.map((slot) => ({ ...slot, values: Array.from(slot.values) })) }),
    ) as typeof saved;
    const weights = await Promise.all(model.trainableWeights.map((weight) => weight.read()));
    await model.fit(x, y, { ...quiet, epochs: 2 });

    const again = Adam(0.7, { useEma: true });
    const other = line('one').compile({ optimizer: again, loss: 'meanSquaredError' });
    other.setWeights(weights);
    again.importState(plain);
    expect(await again.exportState()).toEqual(saved);
    await other.fit(x, y, { ...quiet, epochs: 2 });
    expect([again.iterations, again.learningRate]).toEqual([5, 0.1]);
    expect(await weightOf(other)).toBe(await weightOf(model));
    expect(await again.exportState()).toEqual(await adam.exportState());
    model.dispose();
    other.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is not changed by what it cannot import', async () => {
    const sgd = SGD(0.1, 0.9);
    const model = line('one').compile({ optimizer: sgd, loss: 'meanSquaredError' });
    await model.fit(x, y, quiet);
    const saved = await sgd.exportState();
    const slot = saved.slots[0] as (typeof saved.slots)[number];
    const wrong: readonly [unknown, string][] = [
      [null, 'SGD.importState expects the state of an optimizer SGD (received null)'],
      [await Adam().exportState(), "(received 'Adam')"],
      [{ ...saved, iteration: -1 }, 'SGD.importState: iteration expects an integer from 0 (received -1)'],
      [{ ...saved, learningRate: null }, 'SGD.importState: learningRate expects a number (received null)'],
      [{ ...saved, slots: {} }, 'SGD.importState: slots expects a list (received an object)'],
      [{ ...saved, slots: [slot, { ...slot, values: [1, 2] }] }, 'at index 1)'],
    ];
    for (const [state, message] of wrong) {
      expect(() => sgd.importState(state as typeof saved)).toThrow(ArgumentError);
      expect(() => sgd.importState(state as typeof saved)).toThrow(message);
    }
    expect(await sgd.exportState()).toEqual(saved);

    // What does not fit the weights shows when they are trained.
    const weight = await weightOf(model);
    sgd.importState({ ...saved, slots: [{ ...slot, shape: [1], values: [1] }] });
    await expect(model.fit(x, y, quiet)).rejects.toThrow(DataError);
    sgd.importState({ ...saved, slots: [{ ...slot, weight: 'two/kernel' }] });
    await expect(model.fit(x, y, quiet)).rejects.toThrow(
      'SGD.importState expects slots for one/kernel, which is trained (received slots for two/kernel)',
    );
    expect(await weightOf(model)).toBe(weight);
    model.dispose();
  });

  it('does not change in a step that throws', async () => {
    const broken = defineOptimizer<object>({
      className: 'Broken',
      name: 'broken',
      learningRate: 1,
      defaults: {},
      slots: () => ['last'],
      update: (weight, gradient) => ({
        weight: weight.rank === 1 ? tf.expandDims(weight) : tf.add(weight, 1),
        slots: [gradient],
      }),
    })();
    const dense = Dense(1, { name: 'one', kernelInitializer: 'ones' });
    dense(Input([1]));
    const { weights } = dense;
    const gradients = [tensor([[5]]), tensor([5])];
    const values = () => weights.map(({ value }) => value.dataSync()[0]);
    expect(values()).toEqual([1, 0]);
    const before = tf.memory().numTensors;
    expect(() => broken.apply(gradients, weights)).toThrow(ShapeError);
    expect(() => broken.apply(gradients, weights)).toThrow(
      'Broken expects a new weight of (1) for one/bias (received (1, 1))',
    );
    expect(values()).toEqual([1, 0]);
    expect(tf.memory().numTensors).toBe(before);
    expect(broken.iterations).toBe(0);
    // What a rule has borrowed is not the optimizer's: the gradient stays the caller's.
    broken.apply(gradients.slice(0, 1), weights.slice(0, 1));
    broken.dispose();
    expect(gradients[0]?.isDisposed).toBe(false);
    expect(tf.memory().numTensors).toBe(before);
    for (const gradient of gradients) gradient.dispose();
  });
});

describe('what is no optimizer', () => {
  it('is refused at compile, by its kind', () => {
    for (const [wrong, shown] of [
      [metrics.Precision(), 'a metric'],
      [{ update: () => {} }, 'an object'],
      [Dense(1), 'a layer'],
    ] as const) {
      const compile = () => line('one').compile({ optimizer: wrong as never, loss: 'meanSquaredError' });
      expect(compile).toThrow(ArgumentError);
      expect(compile).toThrow(shown === 'a layer' ? 'compile: optimizer expects an optimizer' : `(received ${shown})`);
    }
  });
});
