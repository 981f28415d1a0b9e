import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadModel, setBackend, TupleflowError } from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { wholeOf } from '../../src/io/formats/byte-parts.js';
import { hdf5Dataset, hdf5Group, hdf5Tree } from '../../src/io/formats/hdf5-content.js';
import { loadHdf5Library } from '../../src/io/formats/hdf5-library.js';
import { writeHdf5 } from '../../src/io/formats/write-hdf5.js';
import { writeZip } from '../../src/io/formats/write-zip.js';
import { goldenFile } from './formats/golden-file.js';

/*
 * Files of the kinds by which loading a model has run code, read other files or taken all memory in Keras, each by its number
 * in the list of Common Vulnerabilities and Exposures.
 */

const text = (value: unknown) => [new TextEncoder().encode(JSON.stringify(value))];

const weights = () =>
  writeHdf5(
    hdf5Tree([['layers/dense/vars/0', hdf5Dataset({ shape: [1], dtype: 'float32', values: Float32Array.of(1) })]]),
  );

/** A `.keras` archive of a model of these layers. */
async function archive(layers: readonly unknown[], weightBytes?: Uint8Array): Promise<Uint8Array> {
  const config = { module: 'keras', class_name: 'Sequential', config: { name: 'm', layers: [input, ...layers] } };
  return wholeOf(
    writeZip(
      new Map([
        ['metadata.json', text({ keras_version: '3.15.1', date_saved: '2026-01-01@00:00:00' })],
        ['config.json', text(config)],
        ['model.weights.h5', weightBytes === undefined ? await weights() : [weightBytes]],
      ]),
    ),
  );
}

/** A model of these layers in HDF5, as Keras 2 writes it. */
async function oldFile(layers: readonly unknown[]): Promise<Uint8Array> {
  const config = { class_name: 'Sequential', config: { name: 'm', layers: [oldInput, ...layers] } };
  const attributes = { keras_version: '2.15.0', backend: 'tensorflow', model_config: JSON.stringify(config) };
  return wholeOf(await writeHdf5(hdf5Group({ model_weights: hdf5Group({}, { layer_names: [] }) }, attributes)));
}

const input = {
  module: 'keras.layers',
  class_name: 'InputLayer',
  config: { batch_shape: [null, 4], dtype: 'float32', name: 'in' },
};
const oldInput = { class_name: 'InputLayer', config: { batch_input_shape: [null, 4], dtype: 'float32', name: 'in' } };

const dense = (activation: unknown) => ({
  module: 'keras.layers',
  class_name: 'Dense',
  config: { name: 'dense', units: 1, activation },
});

const lambda = (given: unknown, more: object = {}) => ({
  module: 'keras.layers',
  class_name: 'Lambda',
  config: { name: 'lambda', trainable: true, dtype: 'float32', function: given, ...more },
});

/** The code of a function of Python, as Keras 3 and Keras 2 store it. */
const code = '4wEAAAAAAAAAAAAAAAIAAABDAAAA8ywAAACXAHQBAAAAAAAAAAAAAGQBpgEAAKsBAAAAAAAAAAB8AFMA';
const pickled = { class_name: '__lambda__', config: { code, defaults: null, closure: null } };
const marshalled = [code, null, null];

const named = (module: string, name: string) => ({
  module,
  class_name: 'function',
  config: name,
  registered_name: name,
});

const noCode = /config\.function expects the name of a function .* \(received code of Python\)$/;

/** Files by what is wrong with them, each with what its error says. */
const attacks: Readonly<Record<string, readonly [file: () => Promise<Uint8Array>, message: RegExp]>> = {
  'CVE-2024-3660, code in an archive': [() => archive([lambda(pickled)]), noCode],
  'CVE-2024-3660, code of Keras 2': [() => archive([lambda(marshalled, { function_type: 'lambda' })]), noCode],
  'CVE-2025-1550, a function of any module': [() => archive([dense(named('os', 'system'))]), /activation/],
  'CVE-2025-1550, a class of any module': [
    () => archive([{ module: 'subprocess', class_name: 'Popen', config: { args: ['touch', 'run'] } }]),
    /Popen/,
  ],
  'CVE-2025-1550, a function as a class': [
    () => archive([{ module: 'builtins', class_name: 'exec', config: { source: 'open("run", "w")' } }]),
    /exec/,
  ],
  'CVE-2025-8747, a function of Keras that writes files': [
    () =>
      archive([
        lambda(named('keras.utils', 'get_file'), {
          arguments: { origin: 'http://localhost/run', fname: '../run', cache_dir: '.' },
        }),
      ]),
    /listed in classes \(received 'get_file'\)/,
  ],
  'CVE-2025-8747, the same as an activation': [() => archive([dense(named('keras.utils', 'get_file'))]), /activation/],
  'CVE-2025-9905, code in HDF5': [
    () => oldFile([{ class_name: 'Lambda', config: { name: 'l', function: marshalled, function_type: 'lambda' } }]),
    noCode,
  ],
  'CVE-2025-9906, a function that allows code': [
    () => archive([lambda(named('keras.config', 'enable_unsafe_deserialization')), lambda(pickled)]),
    /listed in classes \(received 'enable_unsafe_deserialization'\)/,
  ],
  'CVE-2025-9906, the same as a class': [
    () => archive([{ module: 'keras.config', class_name: 'enable_unsafe_deserialization', config: {} }]),
    /enable_unsafe_deserialization/,
  ],
  'CVE-2026-0897, a shape of more data than there is': [
    () => archive([dense('linear')], goldenFile('hostile-unwritten.h5')),
    /\/x expects at most \d+ elements/,
  ],
  'CVE-2026-1669, data in another file': [
    () => archive([dense('linear')], goldenFile('hostile-external-storage.h5')),
    /\/x expects its data in the file itself \(received external storage\)/,
  ],
  'CVE-2026-1669, a link to another file': [
    () => archive([dense('linear')], goldenFile('hostile-external-link.h5')),
    /\/x expects an object in its group \(received a link to another file\)/,
  ],
  'CVE-2026-1669, a virtual dataset': [
    () => archive([dense('linear')], goldenFile('hostile-virtual.h5')),
    /\/x expects its data in the file itself \(received a virtual dataset\)/,
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'tupleflow-attacks-'));
const before = process.cwd();

beforeAll(async () => {
  await setBackend('wasm');
  await loadHdf5Library();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file of a known attack is refused', () => {
  it.each(Object.entries(attacks))('%s', async (_, [file, message]) => {
    const bytes = await file();
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nothing is fetched'));
    const tensors = tf.memory().numTensors;
    const memory = process.memoryUsage();
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
    const error = await loadModel(bytes).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const after = process.memoryUsage();
    cwd.mockRestore();
    expect(error).toBeInstanceOf(TupleflowError);
    // A sentence: what was expected, and what was received.
    expect((error as Error).message).toMatch(/^loadModel.* expects .*\(received .*\)/s);
    expect((error as Error).message).toMatch(message);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(before)).not.toContain('run');
    expect(after.arrayBuffers - memory.arrayBuffers).toBeLessThan(10_000_000);
  });
});
