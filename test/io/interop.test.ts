import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromKerasConfig, loadModel, loadWeights, modelBytes, toKerasConfig, weightBytes } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import type { DataKind } from '../guide/numbers.js';
import { root } from '../types/compilers.js';
import { disposeModel, goldenInputs, predictionsOf } from './predictions.js';

/** What Keras computed with a model. */
interface Expected {
  readonly inputs: readonly DataKind[];
  readonly input_shapes: readonly (readonly number[])[];
  readonly outputs: readonly { readonly shape: readonly number[]; readonly values: readonly number[] }[];
}

/** Another folder of the same kind of files, where it is set. */
const folder = process.env.INTEROP_DIR ?? join(root, 'test/golden/interop');

const read = (name: string): Readonly<Record<string, Expected>> => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const expected = read('expected.json');
const expectedLegacy = read('expected_legacy.json');

/** Every file of a model in the folder, with what Keras computed. */
const files = readdirSync(folder).flatMap((name): readonly (readonly [file: string, model: Expected])[] => {
  const [, kind, id, ending] = /^(tfjs_legacy_|tfjs_|legacy_|)(\w+?)(\.keras|\.h5|)$/.exec(name) ?? [];
  const model = (kind?.includes('legacy') ? expectedLegacy : expected)[id ?? ''];
  if (kind === undefined || model === undefined) return [];
  if (!kind.startsWith('tfjs')) return ending === '' ? [] : [[name, model]];
  return existsSync(join(folder, name, 'model.json')) ? [[`${name}/model.json`, model]] : [];
});

/** The files of a model as a user chooses them. */
function filesOf(model: Uint8Array | ReadonlyMap<string, Uint8Array>): Uint8Array | readonly File[] {
  if (model instanceof Uint8Array) return model;
  return [...model].map(([name, content]) => new File([Uint8Array.from(content)], name));
}

function expectClose(actual: readonly Float32Array[], { outputs }: Expected): void {
  expect(actual.length).toBe(outputs.length);
  actual.forEach((values, output) => {
    const wanted = outputs[output]?.values ?? [];
    expect(values.length).toBe(wanted.length);
    values.forEach((value, index) => {
      const want = wanted[index] as number;
      expect(Math.abs(value - want)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(want)));
    });
  });
}

describe('files of Keras 2, Keras 3 and TensorFlow.js', () => {
  it.each(files)('%s', async (file, golden) => {
    const model = await loadModel(join(folder, file));
    const inputs = goldenInputs(golden.inputs, golden.input_shapes);
    const outputs = await predictionsOf(model, inputs);
    expectClose(outputs, golden);
    for (const format of ['keras', 'h5', 'tfjs'] as const) {
      const again = await loadModel(filesOf(await modelBytes(model, { format })));
      expect(toKerasConfig(again)).toEqual(toKerasConfig(model));
      expect(await predictionsOf(again, inputs)).toEqual(outputs);
      disposeModel(again);
    }
    for (const format of ['weights.h5', 'h5', 'npz', 'safetensors'] as const) {
      const other = fromKerasConfig(toKerasConfig(model));
      await loadWeights(other, await weightBytes(model, { format }));
      expect(await predictionsOf(other, inputs)).toEqual(outputs);
      disposeModel(other);
    }
    disposeModel(model);
  });

  it.each(Object.keys(expected))('%s.weights.h5', async (id) => {
    const golden = expected[id] as Expected;
    const model = await loadModel(join(folder, `${id}.keras`));
    const other = fromKerasConfig(toKerasConfig(model));
    await loadWeights(other, join(folder, `${id}.weights.h5`));
    expectClose(await predictionsOf(other, goldenInputs(golden.inputs, golden.input_shapes)), golden);
    disposeModel(model);
    disposeModel(other);
  });
});
