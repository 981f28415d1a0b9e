import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import {
  type BackendName,
  defineLayer,
  Input,
  Model,
  optimizers,
  type Shape,
  setBackend,
  setRandomSeed,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelState, type RuntimeModel } from '../../src/training/model-state.js';
import { type GoldenCase, goldenCases, goldenClasses } from '../layers/golden-case.js';
import { build } from '../layers/golden-graph.js';
import { randomTensor } from '../layers/random-tensor.js';
import { buildFunctional, camelCase, type FunctionalConfig } from '../random-models/functional.js';
import { expectClose, type GoldenTensor, tensorOf } from '../random-models/golden-tensor.js';

/** A model as these tests use it, whatever its shapes. */
interface AnyModel {
  readonly weights: readonly { read(): Promise<ArrayLike<number>> }[];
  compile(options: object): unknown;
  trainOnBatch(x: unknown, y: unknown): Promise<{ readonly loss: number }>;
  predictOnBatch(x: unknown): Promise<tf.Tensor | readonly tf.Tensor[]>;
  dispose(): void;
}

/** A model, and tensors for it; made anew for each way in which it runs. */
interface Made {
  readonly model: AnyModel;
  readonly inputs: tf.Tensor | readonly tf.Tensor[];
  readonly targets: tf.Tensor | readonly tf.Tensor[];
  readonly loss: string;
  dispose(): void;
}

const stepCount = 7;

/**
 * Losses of some steps, predictions between them, and weights at the end.
 *
 * @param isExact whether both ways are to agree bit for bit. Where they are not, a gradient that is nothing but rounding must not
 * become a whole step, as it does where Adam divides it by its size.
 */
async function run(make: () => Made, runEagerly: boolean, isExact: boolean) {
  setRandomSeed(5);
  const made = make();
  const { model, inputs, targets, loss } = made;
  const learningRate = 0.01;
  const optimizer = isExact ? optimizers.Adam({ learningRate }) : optimizers.SGD({ learningRate, momentum: 0.9 });
  model.compile({ optimizer, loss, runEagerly });
  const numbers: number[] = [];
  for (let step = 0; step < stepCount; step++) {
    numbers.push((await model.trainOnBatch(inputs, targets)).loss);
    const predictions = [await model.predictOnBatch(inputs)].flat() as tf.Tensor[];
    numbers.push(...predictions.flatMap((prediction) => [...prediction.dataSync()]));
    tf.dispose(predictions);
  }
  const weights = await Promise.all(model.weights.map(async (weight) => Array.from(await weight.read())));
  const { recordings, reason } = (model as unknown as RuntimeModel)[modelState].steps;
  made.dispose();
  return { numbers, weights: weights.flat(), recordings, reason };
}

async function check(make: () => Made, tolerance: number): Promise<void> {
  const before = tf.memory().numTensors;
  const recorded = await run(make, false, tolerance === 0);
  const eager = await run(make, true, tolerance === 0);
  expect(recorded.reason).toBe('');
  expect(recorded.recordings.length, 'recordings of training and predictions').toBe(2);
  expect(eager.recordings.length).toBe(0);
  expectClose(recorded.numbers, eager.numbers, tolerance, 'losses and predictions');
  expectClose(recorded.weights, eager.weights, tolerance, 'weights');
  expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
}

/** A factor that is trained, so that each layer has something before and after it that has gradients. */
const Factor = defineLayer({
  name: 'Factor',
  configure: () => ({ factorInitializer: 'ones' as const }),
  shape: (input: Shape) => input,
  weights: () => ({ factor: [] }),
  forward: (input: tf.Tensor, { factor }) => tf.mul(input, factor),
});

type UncheckedCall = (...given: readonly unknown[]) => never;

/** A model of one golden case of a layer, between factors. */
function layerModel(golden: GoldenCase): Made {
  const graph = build(golden);
  const makeModel = Model as unknown as UncheckedCall;
  const inner = makeModel({ inputs: [...graph.inputs], outputs: graph.outputs[0] }) as AnyModel & UncheckedCall;
  const inputs = golden.input_shapes.map((shape, index) =>
    Input(shape.slice(1), { dtype: golden.input_dtypes[index] ?? 'float32', batchSize: shape[0] as number }),
  );
  const factors = inputs.map((input) =>
    input.dtype === 'float32' ? (Factor({}) as unknown as UncheckedCall)(input) : input,
  );
  const output = (Factor({}) as unknown as UncheckedCall)(inner(factors));
  const model = makeModel({ inputs, outputs: output }) as AnyModel;
  const tensors = golden.input_shapes.map((shape, index) => {
    const dtype = golden.input_dtypes[index] ?? 'float32';
    const numbers = golden.inputs?.[index]?.map(Number);
    return numbers ? tf.tensor(numbers, [...shape], dtype) : randomTensor(shape, index);
  });
  const targets = randomTensor(golden.output_shapes[0] as number[], 9);
  return {
    model,
    inputs: tensors,
    targets,
    loss: 'meanSquaredError',
    dispose() {
      tf.dispose([...tensors, targets]);
      model.dispose();
      inner.dispose();
    },
  };
}

/** A model that was made at random. */
interface RandomModel {
  readonly seed: readonly number[];
  readonly config: FunctionalConfig;
  readonly inputs: readonly GoldenTensor[];
  readonly targets: readonly GoldenTensor[];
  readonly losses: readonly string[];
}

function randomModel({ config, ...golden }: RandomModel): Made {
  const { model, layers } = buildFunctional(config);
  const inputs = golden.inputs.map(tensorOf);
  const targets = golden.targets.map(tensorOf);
  const isList = (places: unknown) => Array.isArray(places) && Array.isArray(places[0]);
  return {
    model: model as unknown as AnyModel,
    inputs: isList(config.input_layers) ? inputs : (inputs[0] as tf.Tensor),
    targets: isList(config.output_layers) ? targets : (targets[0] as tf.Tensor),
    loss: golden.losses.map(camelCase) as never,
    dispose() {
      tf.dispose([...inputs, ...targets]);
      for (const one of [model, ...layers.values()]) one.dispose();
    },
  };
}

const { models } = JSON.parse(
  readFileSync(new URL('../golden/golden_random_models.json', import.meta.url), 'utf8'),
) as { readonly models: readonly RandomModel[] };

/** The cases of layers that give floats from numbers. */
const layerCases = goldenClasses.flatMap((className) => goldenCases(className).slice(0, 2));

/** Registers tests, on a backend, that recorded steps compute what the steps themselves compute. */
export function describeRecordedModels(backend: BackendName, tolerance: number): void {
  describe(`recorded steps on ${backend}`, () => {
    beforeAll(() => setBackend(backend));

    it.each(layerCases.map((golden) => [golden.id, golden] as const))('of a layer: %s', (_, golden) =>
      check(() => layerModel(golden), tolerance),
    );

    it.each(models.map((golden) => [golden.seed.join('/'), golden] as const))('of a random model: %s', (_, golden) =>
      check(() => randomModel(golden), tolerance),
    );
  });
}
