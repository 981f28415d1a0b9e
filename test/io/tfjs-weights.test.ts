import { describe, expect, it } from 'vitest';
import { byteCount, wholeOf } from '../../src/io/formats/byte-parts.js';
import { readManifest, writeManifest } from '../../src/io/tfjs-weights.js';

const files = new Map<string, Uint8Array>([
  ['a.bin', Uint8Array.of(0, 128, 255)],
  ['b-1.bin', new Uint8Array(Uint16Array.of(0x3c00).buffer)],
  ['b-2.bin', new Uint8Array(Uint16Array.of(0xc000).buffer)],
]);
const read = (path: string) => Promise.resolve(files.get(path) as Uint8Array);
const group = (paths: readonly string[], weight: object) => [
  { paths, weights: [{ name: 'w', shape: [3], dtype: 'float32', ...weight }] },
];

describe('manifests of weights', () => {
  it('have quantized weights, groups, and groups in several files', async () => {
    const quantization = { dtype: 'uint8', scale: 0.5, min: -1 };
    const halves = { name: 'h', shape: [2], quantization: { dtype: 'float16' } };
    const manifest = [...group(['./a.bin'], { quantization }), ...group(['b-1.bin', 'b-2.bin'], halves)];
    const [scaled, half] = await readManifest(manifest as never, 'model.json', read);
    expect([...(scaled?.read() ?? [])]).toEqual([-1, 63, 126.5]);
    expect([...(half?.read() ?? [])]).toEqual([1, -2]);
  });

  it.each([
    [group(['../a.bin'], {}), 'relative paths that stay in their folder'],
    [group(['/a.bin'], {}), 'relative paths that stay in their folder'],
    [group(['a.bin'], {}), 'expects 12 bytes, for its weights (received 3)'],
    [group(['a.bin'], { shape: [-3] }), 'sizes that are 0 or more'],
    [group(['a.bin'], { shape: [2 ** 40] }), 'elements in its data'],
    [group(['a.bin'], { dtype: 'complex64' }), "'float32', 'int32' or 'bool'"],
    [group(['a.bin'], { quantization: { dtype: 'uint4' } }), "dtype 'float16', or 'uint8' or 'uint16'"],
    [[...group([], { shape: [0] }), ...group([], { shape: [0] })], 'each name once'],
    [{}, 'a list'],
  ])('refuse %j', async (manifest, message) => {
    await expect(readManifest(manifest as never, 'model.json', read)).rejects.toThrow(message);
  });

  it('write files of 4 MB at most', async () => {
    const values = Float32Array.from({ length: 1_500_000 }, (_, index) => index);
    const { manifest, shards } = await writeManifest([{ name: 'w', shape: [values.length], dtype: 'float32', values }]);
    expect([...shards.values()].map(byteCount)).toEqual([4194304, 1805696]);
    const [array] = await readManifest(manifest, 'model.json', (path) => wholeOf(shards.get(path) ?? []));
    expect(array?.read().every((value, index) => value === values[index])).toBe(true);
  });
});
