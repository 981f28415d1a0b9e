import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadModel, type ModelSource } from 'tupleflow';
import { decodeBackup, encodeBackup } from '../../src/io/backup-file.js';
import { wholeOf } from '../../src/io/formats/byte-parts.js';
import { readHdf5 } from '../../src/io/formats/hdf5.js';
import type { Hdf5Group } from '../../src/io/formats/hdf5-content.js';
import { parseJson } from '../../src/io/formats/json.js';
import { readNpy } from '../../src/io/formats/npy.js';
import { readNpz } from '../../src/io/formats/npz.js';
import { readSafetensors } from '../../src/io/formats/safetensors.js';
import { readZip } from '../../src/io/formats/zip.js';
import { goldenFile } from '../io/formats/golden-file.js';
import { root } from '../types/compilers.js';

/** A format, with right files of it and what reads them to the last byte. */
interface Format {
  readonly files: readonly Uint8Array[];
  readonly read: (bytes: Uint8Array) => unknown;
}

/** Reads every dataset of a group. */
function readAll({ members }: Hdf5Group): void {
  for (const member of members.values()) {
    if (member.kind === 'group') readAll(member);
    else member.read();
  }
}

const json = '{"class_name": "Dense", "config": {"units": 10, "name": "grün", "list": [1, [2, {"a": null}], -1.5e3]}}';

/** A file that the project's own scripts have made. */
function golden(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(root, 'test/golden', path)));
}

/** The weights of both models of TensorFlow.js, whose files have one name. */
const shards = ['mlp', 'legacy_mlp'].flatMap((name) =>
  readdirSync(join(root, `test/golden/interop/tfjs_${name}`))
    .filter((file) => file.endsWith('.bin'))
    .map((file) => new File([golden(`interop/tfjs_${name}/${file}`) as Uint8Array<ArrayBuffer>], file)),
);

async function load(source: ModelSource): Promise<void> {
  (await loadModel(source)).dispose();
}

const backup = await wholeOf(
  encodeBackup({ epoch: 3, weights: [{ path: 'dense/kernel', values: Float32Array.of(1, 2, 3) }], rate: 0.1 }, 'f'),
);

/** All formats. */
export const formats: Readonly<Record<string, Format>> = {
  zip: {
    files: ['stored.zip', 'deflated.zip', 'zip64.zip', 'compressed.npz'].map(goldenFile),
    read: (bytes) => [...readZip(bytes, 'f').values()].map((member) => member.read()),
  },
  hdf5: {
    files: ['h5py-earliest.h5', 'h5py-latest.h5', 'hostile-two-links.h5', 'hostile-loop.h5'].map(goldenFile),
    read: async (bytes) => readAll(await readHdf5(bytes, 'f')),
  },
  npy: {
    files: ['version-1.npy', 'version-2.npy', 'version-3.npy'].map(goldenFile),
    read: (bytes) => readNpy(bytes, 'f'),
  },
  npz: { files: ['stored.npz', 'compressed.npz'].map(goldenFile), read: (bytes) => readNpz(bytes, 'f') },
  safetensors: { files: [goldenFile('types.safetensors')], read: (bytes) => readSafetensors(bytes, 'f') },
  json: { files: [new TextEncoder().encode(json)], read: (bytes) => parseJson(bytes, 'f', 'p') },
  '.keras': { files: ['interop/mlp.keras', 'old-files/leaky.keras'].map(golden), read: load },
  '.h5': { files: ['interop/mlp.h5', 'interop/legacy_mlp.h5', 'old-files/leaky.h5'].map(golden), read: load },
  '.weights.h5': {
    files: [golden('interop/mlp.weights.h5')],
    read: async (bytes) => {
      const model = await loadModel(golden('interop/mlp.keras'));
      await model.loadWeights(bytes).finally(() => model.dispose());
    },
  },
  'model.json': {
    files: ['mlp', 'legacy_mlp'].map((name) => golden(`interop/tfjs_${name}/model.json`)),
    read: (bytes) => load([new File([bytes as Uint8Array<ArrayBuffer>], 'model.json'), ...shards]),
  },
  backup: { files: [backup], read: (bytes) => decodeBackup(bytes, 'f') },
};

/** How a file is damaged: `at` and `length` are parts of its size. */
export interface Damage {
  readonly how: 'flip' | 'set' | 'size' | 'cut' | 'remove' | 'repeat' | 'move';
  readonly at: number;
  readonly length: number;
  readonly value: number;
}

/** Bytes that sizes, offsets and counts are made of where they lead astray. */
const values = [0, 1, 2, 0x7f, 0x80, 0xff, 0x10, 0x40];

/** A number from 0 to `most`, each as likely as any. */
const part = (most: number) => fc.noBias(fc.nat(999_999)).map((millionths) => (most * millionths) / 1e6);

/** One to four random damages; half of them in the first kilobytes, where formats say what they hold. */
export const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    how: fc.oneof(
      { arbitrary: fc.constantFrom('flip' as const, 'set' as const, 'size' as const), weight: 6 },
      { arbitrary: fc.constantFrom('cut' as const, 'remove' as const, 'repeat' as const, 'move' as const), weight: 1 },
    ),
    at: fc.oneof(part(1), part(0.05)),
    length: part(0.1),
    value: fc.nat(255),
  }),
  { minLength: 1, maxLength: 4 },
);

/** A file with a damage. */
export function damaged(bytes: Uint8Array, { how, at, length, value }: Damage): Uint8Array {
  const start = Math.min(bytes.length, Math.floor(at * bytes.length));
  const end = Math.min(bytes.length, start + Math.ceil(length * bytes.length));
  const copy = bytes.slice();
  if (how === 'flip') copy.set([(copy[start] ?? 0) ^ (1 << (value & 7))].slice(0, copy.length - start), start);
  if (how === 'set') copy.fill(values[value % values.length] as number, start, start + 1);
  // A field of eight bytes, where most formats have them.
  if (how === 'size') copy.fill(values[value % values.length] as number, start & ~7, (start & ~7) + 8);
  if (how === 'cut') return copy.subarray(0, start);
  if (how === 'remove') return Uint8Array.from([...copy.subarray(0, start), ...copy.subarray(end)]);
  if (how === 'repeat') return Uint8Array.from([...copy.subarray(0, end), ...copy.subarray(start)]);
  if (how === 'move') copy.copyWithin((start * value) % Math.max(1, bytes.length), start, end);
  return copy;
}
