/**
 * Writes models to files for `scripts/check_files_with_keras.py`, with what they compute and how they train on:
 *
 *   npx tsx --tsconfig tsconfig.check.json test/io/with-keras/write.ts FOLDER
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { clearSession, Dense, Input, Model, modelBytes, setBackend } from 'tupleflow';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { golden as misc } from '../../golden/keras-numbers.js';
import { type GoldenModel, golden } from '../../guide/golden-guide.js';
import { type AnyModel, build, compileOptions, fillWeights, listOf, makeData, one } from '../../guide/golden-model.js';
import type { DataKind } from '../../guide/numbers.js';
import { type GoldenCase, goldenCases, goldenClasses } from '../../layers/golden-case.js';
import { build as buildLayers, setWeights } from '../../layers/golden-graph.js';
import { buildCall, feedsOf, type GoldenCall, goldenCalls } from '../../operations/golden-calls.js';
import { blockModels } from '../block-models.js';
import { type FileCase, type Numbers, numbersOf, predictions, steps } from './file-case.js';
import { isStored } from './operation-calls.js';

const [, , folder = '.'] = process.argv;
/** How many cases of each class of layers are written. */
const perClass = Number(process.env.CASES ?? 1);

const cases: FileCase[] = [];

async function add(id: string, model: AnyModel, x: tf.Tensor[], y: tf.Tensor[] | null) {
  if (y !== null) await steps(model, x, y, 2);
  writeFileSync(join(folder, `${id}.keras`), await modelBytes(model));
  cases.push({
    id,
    inputs: x.map(numbersOf),
    outputs: await predictions(model, x),
    targets: y === null ? null : y.map(numbersOf),
    losses: y === null ? [] : await steps(model, x, y, 3),
  });
  model.dispose();
  tf.dispose(x);
  tf.dispose(y ?? []);
}

/** Writes a case, or says why it cannot be written: faults end the check, but not before all are known. */
async function tryCase(id: string, write: () => Promise<void>) {
  try {
    clearSession();
    await write();
  } catch (error) {
    cases.push({ id, fault: String(error) });
  }
}

async function guideModel(expected: GoldenModel): Promise<void> {
  const model = build(expected);
  fillWeights(model);
  model.compile({ optimizer: 'adam', ...compileOptions(expected) });
  const x = makeData(model.inputs, expected.inputs, expected.batch, 1000);
  await add(expected.id, model, x, makeData(model.outputs, expected.targets, expected.batch, 2000));
}

/** A layer in a functional model, with the numbers of Keras' own case. */
async function layerModel(id: string, golden: GoldenCase): Promise<void> {
  const graph = buildLayers(golden);
  setWeights(graph, golden);
  const ends = { inputs: one(graph.inputs), outputs: one(graph.outputs) } as never;
  const model = Model(ends) as unknown as AnyModel;
  const x = golden.input_shapes.map((shape, index) =>
    tf.tensor((golden.inputs?.[index] ?? []).map(Number), [...shape], golden.input_dtypes[index] ?? 'float32'),
  );
  await add(id, model, x, null);
}

async function optimizerModel(id: string, className: string, config: object): Promise<void> {
  const inputs = Input([4]);
  const outputs = inputs.pipe(Dense(3, { activation: 'tanh' }), Dense(5, { activation: 'sigmoid' }), Dense(2));
  const model = Model({ inputs, outputs }) as unknown as AnyModel;
  fillWeights(model);
  const optimizer = fromKerasConfig({ class_name: className, config: { ...config } }, { kind: 'optimizer' });
  model.compile({ optimizer, loss: 'mse' });
  const kinds: readonly DataKind[] = ['float'];
  await add(id, model, makeData(listOf(inputs), kinds, 6, 1000), makeData(listOf(outputs), kinds, 6, 2000));
}

async function operationModel(id: string, golden: GoldenCall): Promise<void> {
  const graph = buildCall(golden);
  const ends = { inputs: one(graph.inputs), outputs: one(graph.outputs) } as never;
  await add(id, Model(ends) as unknown as AnyModel, [...feedsOf(golden)], null);
}

/** Cases of calls without masks from outside, not in training, and that Keras can compute on JAX. */
const isPlain = ({ masks, training, inputs, config }: GoldenCase) =>
  masks === undefined && !training && inputs !== undefined && config.value_dim === undefined;

async function blockModel(id: string, make: () => AnyModel): Promise<void> {
  const model = make();
  fillWeights(model);
  model.compile({ optimizer: 'adam', loss: 'mse' });
  const kinds: readonly DataKind[] = ['float'];
  await add(id, model, makeData(model.inputs, kinds, 4, 1000), makeData(model.outputs, kinds, 4, 2000));
}

await setBackend('wasm');
// `ONLY=ops` or `ONLY=blocks` leaves out all else.
const isOnlyOps = process.env.ONLY !== undefined;
for (const [name, make] of process.env.ONLY === 'ops' ? [] : Object.entries(blockModels)) {
  // Keras does not load its own files of models that stand in several places.
  if (name !== 'models') await tryCase(`block-${name}`, () => blockModel(`block-${name}`, make));
}
for (const model of isOnlyOps ? [] : golden.models.filter(({ train }) => Object.keys(train ?? {}).length > 0)) {
  if (/_small|mlp|two_conv/.test(model.id)) await tryCase(model.id, () => guideModel(model));
}
for (const [index, { optimizer, config }] of (isOnlyOps ? [] : misc.optimizers).entries()) {
  const id = `${optimizer}-${index}`;
  await tryCase(id, () => optimizerModel(id, optimizer, config));
}
for (const className of isOnlyOps ? [] : goldenClasses) {
  for (const [index, golden] of goldenCases(className).filter(isPlain).slice(0, perClass).entries()) {
    const id = `${className}-${index}`;
    await tryCase(id, () => layerModel(id, golden));
  }
}
/** The operations of which a case has been written. */
const called = new Map<string, number>();
for (const [index, golden] of process.env.ONLY === 'blocks' ? [] : goldenCalls.filter(isStored).entries()) {
  const operation = golden.call.replace(/\(.*/, '');
  const count = called.get(operation) ?? 0;
  called.set(operation, count + 1);
  if (count < perClass)
    await tryCase(`ops-${operation}-${index}`, () => operationModel(`ops-${operation}-${index}`, golden));
}
writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases satisfies readonly (FileCase | Numbers)[]));
