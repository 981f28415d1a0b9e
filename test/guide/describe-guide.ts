import * as tf from '@tensorflow/tfjs-core';
import { type AnyLayer, type BackendName, setBackend } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GoldenLayer,
  type GoldenModel,
  type GoldenStructure,
  type GoldenTensor,
  type GoldenTraining,
  golden,
} from './golden-guide.js';
import {
  type AnyModel,
  build,
  compileOptions,
  fillWeights,
  listOf,
  makeData,
  one,
  optimizerOf,
} from './golden-model.js';
import { checksum } from './numbers.js';

/** |received - expected| <= tolerance * max(1, |expected|), with the worst place in the message. */
const expectClose = (received: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string) => {
  let worst = 0;
  let place = -1;
  for (let index = 0; index < expected.length; index++) {
    const wanted = expected[index] as number;
    const error = Math.abs((received[index] as number) - wanted) / Math.max(1, Math.abs(wanted));
    if (!(error <= worst)) {
      worst = error;
      place = index;
    }
  }
  expect(worst, `${what}: ${received[place]} for ${expected[place]} at ${place}`).toBeLessThanOrEqual(tolerance);
};

const expectTensor = (tensor: tf.Tensor, expected: GoldenTensor, tolerance: number, what: string) => {
  expect(tensor.shape, what).toEqual(expected.shape);
  const values = tensor.dataSync();
  if (expected.values) return expectClose(values, expected.values, tolerance, what);
  expectClose(values, expected.head ?? [], tolerance, what);
  const { sum, l2, dot } = checksum(values);
  const wanted = expected.checksum;
  // Sums of many rounded numbers: the rounding of each counts.
  const scale = tolerance * Math.sqrt(values.length);
  expectClose(
    [sum, l2, dot],
    [wanted?.sum ?? Number.NaN, wanted?.l2 ?? Number.NaN, wanted?.dot ?? Number.NaN],
    scale,
    what,
  );
};

/** Keras rebuilds a sequential model at every `add`, which leaves calls behind and uses up names; we do not. */
const withoutRebuilds = (name: string) => name.replace(/^functional_\d+$/, 'functional');

const expectStructure = (model: AnyModel, expected: GoldenStructure) => {
  expect(model.countParams()).toBe(expected.params);
  expect(model.className).toBe(expected.cls);
  expect(listOf(model.inputs).map(({ shape }) => shape)).toEqual(expected.inputs.map(({ shape }) => shape));
  expect(listOf(model.inputs).map(({ dtype }) => dtype)).toEqual(expected.inputs.map(({ dtype }) => dtype));
  expect(listOf(model.outputs).map(({ shape }) => shape)).toEqual(expected.outputs.map(({ shape }) => shape));
  if (expected.output_names) {
    // Keras calls two outputs of one layer the same; ours are numbered.
    expect(model.outputNames.map((name, index) => name.replace(new RegExp(`_${index}$`), ''))).toEqual(
      expected.output_names.map((name, index) => name.replace(new RegExp(`_${index}$`), '')),
    );
  }
  expect(model.layers.map(({ name }) => withoutRebuilds(name))).toEqual(
    expected.layers.map(({ name }) => withoutRebuilds(name)),
  );
  for (const [index, layer] of model.layers.entries()) {
    expectLayer(layer, expected.layers[index] as GoldenLayer, expected.cls);
  }
  expect(model.weights.map(({ path, name, shape }) => ({ path, name, shape: [...shape] }))).toEqual(
    expected.weights.map(({ path, name, shape }) => ({ path, name, shape })),
  );
  expect(model.weights.map(({ isTrained }) => isTrained)).toEqual(expected.weights.map(({ trainable }) => trainable));
};

const expectLayer = (layer: AnyLayer, expected: GoldenLayer, modelClass: string) => {
  expect(layer.className, layer.name).toBe(expected.cls);
  expect(layer.countParams(), layer.name).toBe(expected.params);
  const nodes = layer.nodes.map(({ inputs, outputs }) => ({
    inputs: inputs.map(({ shape }) => shape),
    outputs: outputs.map(({ shape }) => shape),
    inbound: inputs.map(({ producer }) => withoutRebuilds(producer.layer.name)),
  }));
  const wanted = expected.nodes.map(({ inbound, ...rest }) => ({ ...rest, inbound: inbound.map(withoutRebuilds) }));
  expect(nodes, layer.name).toEqual(modelClass === 'Sequential' ? wanted.slice(-1) : wanted);
  if (expected.inner) {
    const inner: AnyLayer | undefined = layer.className === 'TimeDistributed' ? layer.layers[0] : layer;
    expectStructure(inner as AnyModel, expected.inner);
  }
};

/** Keras calls two outputs of one layer the same, and of their losses shows the last; ours are numbered. */
const lastOfItsName = (model: AnyModel, key: string) => {
  const name = key.replace(/_loss$/, '');
  const numbered = model.outputNames.filter((output) => output.replace(/_\d+$/, '') === name);
  return name === key || numbered.length < 2 ? key : `${numbered.at(-1)}_loss`;
};

/** Holds the guide's models to the structure that Keras gives them. */
export function describeStructure(): void {
  describe('structure', () => {
    it.each(golden.models.map((model) => [model.id, model] as const))('%s', (_, model) => {
      expectStructure(build(model), model.model);
    });
  });
}

/** Holds the guide's models to Keras' numbers on a backend. */
export function describeGuide(backend: BackendName): void {
  describe(backend, () => {
    let before = 0;
    beforeAll(async () => {
      await setBackend(backend);
      before = tf.memory().numTensors;
    });
    afterAll(() => {
      expect(tf.memory().numTensors, 'tensors left').toBe(before);
    });

    it.each(golden.models.filter(({ forward }) => forward).map((model) => [model.id, model] as const))(
      'forward: %s',
      async (_, expected) => {
        const model = build(expected);
        fillWeights(model);
        const x = makeData(model.inputs, expected.inputs, expected.batch, 1000);
        const outputs = [await model.predict(one(x))].flat();
        for (const [index, tensor] of (expected.forward ?? []).entries()) {
          expectTensor(outputs[index] as tf.Tensor, tensor, 1e-5, expected.id);
        }
        tf.dispose([x, outputs]);
        model.dispose();
      },
      600_000,
    );

    const trainings = golden.models.flatMap((model) =>
      Object.entries(model.train ?? {}).map(([name, training]) => [model.id, name, model, training] as const),
    );
    it.each(trainings)(
      'three steps: %s with %s',
      (_, __, expected, training) => takeSteps(expected, training),
      600_000,
    );

    it.each(golden.fits.map((fit) => [fit.id, fit] as const))('fit: %s', async (_, expected) => {
      const model = build(expected);
      fillWeights(model);
      model.compile({ optimizer: expected.optimizer, ...compileOptions(expected) });
      const x = makeData(model.inputs, expected.inputs, expected.samples, 1000);
      const y = makeData(model.outputs, expected.targets, expected.samples, 2000);
      const { epochs, batch_size: batchSize, validation_split: validationSplit } = expected;
      const options = { epochs, batchSize, validationSplit, shuffle: false, verbose: 0 };
      const { history } = await model.fit(one(x), one(y), options);
      expect(Object.keys(history).sort()).toEqual(Object.keys(expected.history).sort());
      for (const [key, values] of Object.entries(expected.history)) expectClose(history[key] ?? [], values, 1e-5, key);
      const evaluated = await model.evaluate(one(x), one(y), { batchSize });
      for (const [key, value] of Object.entries(expected.evaluate))
        expectClose([evaluated[key] ?? Number.NaN], [value], 1e-5, key);
      const outputs = [await model.predict(one(x), { batchSize })].flat();
      for (const [index, tensor] of expected.predict.entries()) {
        expectTensor(outputs[index] as tf.Tensor, tensor, 1e-5, expected.id);
      }
      tf.dispose([x, y, outputs]);
      model.dispose();
    });
  });
}

/** Three steps from given weights, each with its losses and metrics, and the weights after them. */
async function takeSteps(expected: GoldenModel, { optimizer, config, steps, final }: GoldenTraining): Promise<void> {
  const model = build(expected);
  fillWeights(model);
  model.compile({ optimizer: optimizerOf(optimizer, config), ...compileOptions(expected) });
  const x = makeData(model.inputs, expected.inputs, expected.batch, 1000);
  const y = makeData(model.outputs, expected.targets, expected.batch, 2000);
  for (const step of steps) {
    model.resetMetrics();
    const count = tf.memory().numTensors;
    const logs = await model.trainOnBatch(one(x), one(y));
    if (step !== steps[0]) expect(tf.memory().numTensors).toBe(count);
    for (const [golden, value] of Object.entries(step)) {
      const key = lastOfItsName(model, golden);
      expect(Math.abs((logs[key] as number) - value), `${key}: ${logs[key]} for ${value}`).toBeLessThanOrEqual(
        1e-5 * Math.max(1, Math.abs(value)),
      );
    }
  }
  const weights = await model.getWeights();
  weights.forEach((values, index) => {
    const { sum, l2, dot, head } = checksum(values);
    const wanted = final[index] as (typeof final)[number];
    expectClose(head, wanted.head, 1e-4, `${model.weights[index]?.path} head`);
    expectClose([sum, l2, dot], [wanted.sum, wanted.l2, wanted.dot], 1e-4, `${model.weights[index]?.path} checksum`);
  });
  tf.dispose([x, y]);
  model.dispose();
}
