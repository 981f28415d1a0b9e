import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, optimizers, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFunctional, camelCase, type FunctionalConfig } from './functional.js';
import { arrayOf, expectClose, type GoldenTensor, tensorOf } from './golden-tensor.js';

/** A model that was made at random, and what Keras computed with it. */
interface GoldenModel {
  readonly seed: readonly number[];
  readonly config: FunctionalConfig;
  readonly parameters: number;
  /** The weights of each layer, with a checksum of what three steps have made of them. */
  readonly weights: { readonly [layer: string]: readonly (GoldenTensor & { readonly after: number })[] };
  readonly inputs: readonly GoldenTensor[];
  readonly targets: readonly GoldenTensor[];
  readonly losses: readonly string[];
  readonly outputs: readonly GoldenTensor[];
  /** The loss of each of three steps of SGD. */
  readonly steps: readonly number[];
}

/** The file that `GOLDEN_RANDOM_MODELS` names, else the project's own. */
const file = process.env.GOLDEN_RANDOM_MODELS ?? new URL('../golden/golden_random_models.json', import.meta.url);
const { models } = JSON.parse(readFileSync(file, 'utf8')) as { readonly models: readonly GoldenModel[] };

/** Registers a test for each random model on a backend. */
export function describeRandomModels(backend: BackendName): void {
  describe(`random models are Keras' on ${backend}`, () => {
    beforeAll(() => setBackend(backend));

    it.each(models.map((golden) => [titleOf(golden), golden] as const))('%s', async (_, golden) => {
      const before = tf.memory().numTensors;
      await checkModel(golden);
      expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
    });
  });
}

function titleOf({ seed, config }: GoldenModel): string {
  const classes = config.layers.map((layer) => layer.class_name).filter((name) => name !== 'InputLayer');
  return `${seed.join('/')} ${[...new Set(classes)].join(' ')}`;
}

async function checkModel({ config, parameters, weights, ...golden }: GoldenModel): Promise<void> {
  const { model, layers } = buildFunctional(config);
  for (const [name, values] of Object.entries(weights)) layers.get(name)?.setWeights(values.map(arrayOf));
  expect(model.countParams(), 'parameters').toBe(parameters);
  const x = golden.inputs.map(tensorOf);
  const y = golden.targets.map(tensorOf);
  const inputs = isList(config.input_layers) ? x : x[0];
  const targets = isList(config.output_layers) ? y : y[0];

  const outputs = [await model.predictOnBatch(inputs)].flat() as tf.Tensor[];
  expect(outputs.map(({ shape }) => shape)).toEqual(golden.outputs.map(({ shape }) => shape));
  for (const [place, output] of outputs.entries()) {
    expectClose([...output.dataSync()], golden.outputs[place]?.values ?? [], 2e-5, `output ${place}`);
  }

  model.compile({ optimizer: optimizers.SGD({ learningRate: 0.05 }), loss: golden.losses.map(camelCase) });
  const steps: number[] = [];
  for (const _ of golden.steps) steps.push((await model.trainOnBatch(inputs, targets)).loss ?? Number.NaN);
  expectClose(steps, golden.steps, 2e-4, 'losses');
  for (const [name, values] of Object.entries(weights)) {
    const after = (await layers.get(name)?.getWeights())?.map(checksum) ?? [];
    expectClose(
      after,
      values.map((weight) => weight.after),
      2e-4,
      `weights of ${name}`,
    );
  }
  tf.dispose([x, y, outputs]);
  // Models inside, too, whose weights have been set on their own.
  for (const one of [model, ...layers.values()]) one.dispose();
}

/** Whether a configuration says that there is a list of inputs or outputs, if of one only. */
function isList(tensors: unknown): boolean {
  return Array.isArray(tensors) && Array.isArray(tensors[0]);
}

/** The sum of all elements, each times one of eleven factors. */
function checksum(values: Float32Array): number {
  return values.reduce((sum, value, index) => sum + (value * (((7 * index) % 11) - 5)) / 5, 0);
}
