import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, callbacks, fromKerasConfig, type KerasConfig, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFunctional, camelCase, type FunctionalConfig } from './functional.js';
import { arrayOf, expectClose, type GoldenTensor, tensorOf } from './golden-tensor.js';

type Options = { readonly [option: string]: unknown };

/** A call of `fit` that was made at random, and what it gave in Keras. */
interface GoldenFit {
  readonly seed: readonly number[];
  readonly kinds: readonly string[];
  readonly config: FunctionalConfig;
  readonly weights: { readonly [layer: string]: readonly GoldenTensor[] };
  readonly optimizer: KerasConfig;
  readonly losses: readonly KerasConfig[];
  /** Metrics for each output; text is the name of one. */
  readonly metrics: readonly (readonly (KerasConfig | string)[])[];
  readonly weighted_metrics: readonly (readonly (KerasConfig | string)[])[];
  readonly loss_weights: readonly number[] | null;
  readonly x: GoldenTensor;
  readonly y: readonly GoldenTensor[];
  readonly sample_weight: readonly GoldenTensor[] | null;
  readonly class_weight: { readonly [index: string]: number } | null;
  /** The number of samples, from the first, that are the validation data. */
  readonly validation_rows: number | null;
  readonly validation_weights: readonly GoldenTensor[] | null;
  readonly callbacks: readonly (readonly [name: string, options: Options])[];
  readonly fit: Options;
  readonly history: { readonly [name: string]: readonly number[] };
  readonly evaluate: { readonly [name: string]: number };
  /** The weights of each layer after training. */
  readonly after: { readonly [layer: string]: readonly (readonly number[])[] };
}

/** The file that `GOLDEN_RANDOM_FITS` names, else the project's own. */
const file = process.env.GOLDEN_RANDOM_FITS ?? new URL('../golden/golden_random_fits.json', import.meta.url);
const { fits } = JSON.parse(readFileSync(file, 'utf8')) as { readonly fits: readonly GoldenFit[] };

/** Registers a test for each random fit on a backend. */
export function describeRandomFits(backend: BackendName): void {
  describe(`random fits are Keras' on ${backend}`, () => {
    beforeAll(() => setBackend(backend));

    it.each(fits.map((golden) => [titleOf(golden), golden] as const))('%s', async (_, golden) => {
      const before = tf.memory().numTensors;
      await checkFit(golden);
      expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
    });
  });
}

function titleOf({ seed, kinds, optimizer, ...golden }: GoldenFit): string {
  const used = (['sample_weight', 'class_weight', 'validation_rows', 'loss_weights'] as const).filter(
    (name) => golden[name] !== null,
  );
  return `${seed.join('/')} ${[...kinds, optimizer.class_name, ...Object.keys(golden.fit), ...used].join(', ')}`;
}

async function checkFit(golden: GoldenFit): Promise<void> {
  const { model, layers } = buildFunctional(golden.config);
  for (const [name, weights] of Object.entries(golden.weights)) layers.get(name)?.setWeights(weights.map(arrayOf));
  const one = <Item>(items: readonly Item[]) => (items.length > 1 ? items : items[0]);
  model.compile({
    optimizer: fromKerasConfig(golden.optimizer, { kind: 'optimizer' }),
    loss: one(golden.losses.map((loss) => fromKerasConfig(loss, { kind: 'loss' }))),
    metrics: one(golden.metrics.map(metricsOf)),
    weightedMetrics: one(golden.weighted_metrics.map(metricsOf)),
    ...(golden.loss_weights === null ? {} : { lossWeights: golden.loss_weights }),
  });
  const [x, y, sampleWeight, validationData] = dataOf(golden);
  const { history } = await model.fit(x, one(y), {
    ...withNames(golden.fit),
    shuffle: false,
    verbose: 0,
    callbacks: golden.callbacks.map(callbackOf),
    ...(sampleWeight === null ? {} : { sampleWeight: one(sampleWeight) }),
    ...(golden.class_weight === null ? {} : { classWeight: golden.class_weight }),
    ...(validationData === null ? {} : { validationData: validationData.map(one) }),
  });
  const evaluated = await model.evaluate(x, one(y), { batchSize: 5 });
  // Keras leaves out what no epoch has evaluated, and callbacks of Keras log the learning rate.
  const names = Object.keys(golden.history).filter((name) => name !== 'learning_rate');
  const logged = Object.keys(history).filter((name) => history[name]?.length !== 0);
  expect(logged.sort()).toEqual(names.sort());
  for (const name of names) expectClose(history[name] ?? [], golden.history[name] ?? [], 1e-4, name);
  expect(Object.keys(evaluated).sort()).toEqual(Object.keys(golden.evaluate).sort());
  for (const [name, value] of Object.entries(golden.evaluate)) {
    expectClose([evaluated[name] ?? Number.NaN], [value], 1e-4, `${name} of evaluate`);
  }
  for (const [name, weights] of Object.entries(golden.after)) {
    const found = (await layers.get(name)?.getWeights()) ?? [];
    weights.forEach((values, index) => {
      expectClose([...(found[index] ?? [])], values, 2e-4, `${name}, weight ${index}`);
    });
  }
  tf.dispose([x, y, sampleWeight ?? [], validationData ?? []]);
  // Models inside, too, whose weights have been set on their own.
  for (const one of [model, ...layers.values()]) one.dispose();
}

/** The data of a fit; the tensors belong to the caller. */
function dataOf({ validation_rows: rows, ...golden }: GoldenFit) {
  const x = tensorOf(golden.x);
  const y = golden.y.map(tensorOf);
  const weights = golden.sample_weight?.map(tensorOf) ?? null;
  if (rows === null) return [x, y, weights, null] as const;
  const first = (all: tf.Tensor) => tf.slice(all, 0, rows);
  const validationWeights = golden.validation_weights?.map(tensorOf);
  const validation = [[first(x)], y.map(first), ...(validationWeights === undefined ? [] : [validationWeights])];
  return [x, y, weights, validation] as const;
}

function metricsOf(metrics: readonly (KerasConfig | string)[]): readonly unknown[] {
  return metrics.map((metric) => (typeof metric === 'string' ? metric : fromKerasConfig(metric, { kind: 'metric' })));
}

function callbackOf([name, options]: readonly [name: string, options: Options]): unknown {
  const made: { readonly [name: string]: (options: object) => unknown } = {
    EarlyStopping: callbacks.EarlyStopping,
    ReduceLROnPlateau: callbacks.ReduceLROnPlateau,
    SwapEMAWeights: callbacks.SwapEMAWeights,
  };
  return made[name]?.(withNames(options));
}

function withNames(options: Options): Options {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [camelCase(name), value]));
}
