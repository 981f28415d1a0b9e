/**
 * Loads the files that `scripts/check_files_with_keras.py` has written, and compares what they compute and how they train on:
 *
 *   npx tsx --tsconfig tsconfig.check.json test/io/with-keras/read.ts FOLDER
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { defineLayer, initializers, type LayerOptions, loadModel, setBackend } from 'tupleflow';
import type { AnyModel } from '../../guide/golden-model.js';
import { ownBlocks } from '../block-models.js';
import { type Numbers, predictions, type SavedCase, steps, tensorOf } from './file-case.js';

const [, , folder = '.', bound = '1e-5'] = process.argv;
const tolerance = Number(bound);

/** What multiplies the channels in ConvNeXt: no layer of Keras' own, so that whoever loads such a model gives it. */
const LayerScale = defineLayer({
  name: 'LayerScale',
  configure: (options: LayerOptions & { readonly initValues: number; readonly projectionDim: number }) => options,
  shape: (input) => input,
  weights: (_, { initValues, projectionDim }) => ({
    gamma: { shape: [projectionDim], initializer: initializers.Constant(initValues) },
  }),
  forward: (input, { gamma }) => tf.mul(input, gamma),
});

/** The largest difference, relative to the larger of 1 and what is expected. */
function difference(found: Numbers['values'], expected: Numbers['values']): number {
  const errors = expected.map((wanted, index) => {
    const [value, want] = [Number(found[index]), Number(wanted)];
    return Object.is(value, want) ? 0 : Math.abs(value - want) / Math.max(1, Math.abs(want));
  });
  return errors.length === found.length ? Math.max(0, ...errors) : Number.NaN;
}

/** What is wrong with a case. */
async function faultsOf({ id, inputs, outputs, targets, losses, frozen = [] }: SavedCase): Promise<readonly string[]> {
  const model = (await loadModel(join(folder, `${id}.keras`), {
    classes: { LayerScale, ...ownBlocks },
  })) as unknown as AnyModel;
  const x = inputs.map(tensorOf);
  const faults: string[] = [];
  const compare = (what: string, found: Numbers['values'], expected: Numbers['values']) => {
    const error = difference(found, expected);
    if (!(error <= tolerance)) faults.push(`${what} differs by ${error}`);
  };
  (await predictions(model, x)).forEach(({ values }, index) => {
    compare(`output ${index}`, values, outputs[index]?.values ?? []);
  });
  if (targets !== null) {
    for (const layer of model.layers) if (frozen.includes(layer.name)) layer.trainable = false;
    const y = targets.map(tensorOf);
    compare('the loss', await steps(model, x, y, losses.length), losses);
    tf.dispose(y);
  }
  tf.dispose(x);
  model.dispose();
  return faults;
}

await setBackend('wasm');
const cases = JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as readonly SavedCase[];
let wrong = 0;
for (const one of cases) {
  const faults = await faultsOf(one).catch((error: unknown) => [String(error)]);
  for (const fault of faults) console.log(`${one.id}: ${fault}`);
  if (faults.length > 0) wrong++;
}
console.log(`${cases.length} files of Keras, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
