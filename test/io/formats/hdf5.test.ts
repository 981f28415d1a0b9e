import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { wholeOf } from '../../../src/io/formats/byte-parts.js';
import { readHdf5 } from '../../../src/io/formats/hdf5.js';
import { isHdf5 } from '../../../src/io/formats/hdf5-bytes.js';
import {
  type Hdf5Dataset,
  type Hdf5Group,
  hdf5Dataset,
  hdf5Group,
  nameListAttributes,
  nameListOf,
} from '../../../src/io/formats/hdf5-content.js';
import { writeHdf5 } from '../../../src/io/formats/write-hdf5.js';
import { damaged } from '../../fuzz/format-files.js';
import { goldenFile } from './golden-file.js';
import { countingArrays, randomArray, valuesOf } from './random-arrays.js';

function groupIn(group: Hdf5Group, name: string): Hdf5Group {
  const member = group.members.get(name);
  if (member?.kind !== 'group') throw new Error(`${name} is no group`);
  return member;
}

function datasetIn(group: Hdf5Group, name: string): Hdf5Dataset {
  const member = group.members.get(name);
  if (member?.kind !== 'dataset') throw new Error(`${name} is no dataset`);
  return member;
}

describe.each(['earliest', 'latest'])('readHdf5, of a file that h5py has written in the %s format', (version) => {
  const file = readHdf5(goldenFile(`h5py-${version}.h5`), 'f');

  it.each(Object.entries(countingArrays))('reads %s of both byte orders', async (name, [dtype, numbers]) => {
    for (const order of ['little', 'big']) {
      const dataset = datasetIn(groupIn(await file, 'types'), `${order}_${name}`);
      expect(dataset).toMatchObject({ shape: [2, 3], dtype });
      expect(dataset.read()).toEqual(valuesOf(dtype, numbers));
    }
  });

  it.each([
    ['bool', 'bool', [3], Uint8Array.of(1, 0, 1)],
    ['bfloat16', 'float32', [2, 3], Float32Array.of(0, 1, 2, 3, 4, 5)],
    ['bfloat16_float', 'float32', [2, 3], Float32Array.of(0, 1, 2, 3, 4, 5)],
    ['scalar', 'float32', [], Float32Array.of(1.5)],
    ['empty', 'float32', [0, 3], new Float32Array(0)],
    ['fixed', 'string', [2], ['a', 'bcd']],
    ['variable', 'string', [3], ['grün', '', 'x'.repeat(50)]],
    ['chunked', 'float32', [20, 30], Float32Array.from({ length: 600 }, (_, index) => index - 2.5)],
    ['unwritten', 'int32', [4], new Int32Array(4)],
  ])('reads the dataset %s', async (name, dtype, shape, values) => {
    const dataset = datasetIn(groupIn(await file, 'types'), name);
    expect(dataset).toMatchObject({ dtype, shape });
    expect(dataset.read()).toEqual(values);
    expect(dataset.read()).toEqual(values);
  });

  it('reads attributes', async () => {
    const { attributes } = groupIn(await file, 'values');
    expect(Object.getPrototypeOf(attributes)).toBeNull();
    expect(attributes).toMatchObject({
      text: 'grün',
      bytes: 'abc',
      texts: ['a', 'bc'],
      byteTexts: ['a', 'bc'],
      integer: 2 ** 40,
      number: 1.5,
      boolean: true,
      numbers: { shape: [3], dtype: 'int32', values: Int32Array.of(1, 2, 3) },
      null: null,
      many19: 19,
    });
    expect(nameListOf(attributes, 'nothing')).toEqual([]);
    expect(datasetIn(groupIn(await file, 'types'), 'little_f4').attributes).toEqual({ name: 'kernel' });
  });

  it('reads many groups', async () => {
    expect(groupIn(await file, 'groups').members.size).toBe(20);
  });
});

describe('readHdf5', () => {
  it.each([
    ['soft-link', '/x expects an object in its group (received a soft link)'],
    ['external-link', '/x expects an object in its group (received a link to another file)'],
    ['virtual', '/x expects its data in the file itself (received a virtual dataset)'],
    ['external-storage', '/x expects its data in the file itself (received external storage)'],
    ['loop', '/a/again expects an object in its group (received a second link to an object)'],
    ['two-links', '/y expects an object in its group (received a second link to an object)'],
    ['unwritten', '/x expects at most'],
    ['compound', '/x expects numbers, booleans or strings (received type class 6)'],
  ])('refuses a file with: %s', async (name, message) => {
    await expect(readHdf5(goldenFile(`hostile-${name}.h5`), 'f')).rejects.toThrow(DataError);
    await expect(readHdf5(goldenFile(`hostile-${name}.h5`), 'f')).rejects.toThrow(`f: ${message}`);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'the HDF5 file expects a field at byte 0'],
    ['no HDF5', new Uint8Array(100), 'the HDF5 file expects "\u0089HDF\\r\\n\\u001a\\n" at byte 0'],
    ['half a file', goldenFile('h5py-earliest.h5').subarray(0, 20_000), /expects 4\d+ bytes \(received 20000\)/],
  ])('refuses %s', async (_, bytes, message) => {
    await expect(readHdf5(bytes, 'f')).rejects.toThrow(DataError);
    await expect(readHdf5(bytes, 'f')).rejects.toThrow(message);
    expect(isHdf5(bytes)).toBe(bytes.length === 20_000);
  });

  // The library goes round for ever over a space of no bytes in a heap of texts.
  it.each([0, 1, 255])('refuses a heap of texts in which a size is damaged: %i', async (byte) => {
    const bytes = goldenFile('h5py-earliest.h5');
    const heap = bytes.findIndex((_, index) => 'GCOL' === String.fromCharCode(...bytes.subarray(index, index + 4)));
    const view = new DataView(bytes.buffer);
    let offset = heap + 16;
    while (view.getUint16(offset, true) !== 0) offset += 16 + 8 * Math.ceil(view.getUint32(offset + 8, true) / 8);
    bytes.fill(byte, offset + 8, offset + 16);
    await expect(readHdf5(bytes, 'f')).rejects.toThrow('expects texts one after the other');
  });

  it('refuses texts of characters that are not of one byte, by whose size the library multiplies', async () => {
    const bytes = goldenFile('h5py-earliest.h5');
    const size = bytes.findIndex(
      (_, index) =>
        bytes[index] === 0x19 && bytes[index + 1] === 1 && bytes[index + 8] === 0x10 && bytes[index + 12] === 1,
    );
    bytes[size + 15] = 32;
    await expect(readHdf5(bytes, 'f')).rejects.toThrow(
      'expects texts of characters of one byte (received 536870913 bytes)',
    );
  });

  it('refuses such a heap where only attributes outside of a header refer to it', async () => {
    const damages = [
      { how: 'flip', at: 0.383559, length: 0, value: 114 },
      { how: 'set', at: 0.992659, length: 0, value: 19 },
      { how: 'flip', at: 0.0401026, length: 0, value: 98 },
    ] as const;
    const bytes = damages.reduce(damaged, goldenFile('h5py-latest.h5'));
    await expect(readHdf5(bytes, 'f')).rejects.toThrow('/values expects texts one after the other');
  });
});

const key = fc.stringMatching(/^[a-zé][a-z0-9_.:é ]{0,12}$/);
const attributes = fc.dictionary(
  key,
  fc.oneof(
    fc.stringMatching(/^[ -~é\n]{0,30}$/),
    fc.integer(),
    fc.double(),
    fc.array(fc.stringMatching(/^[a-zé]{0,9}$/), { maxLength: 5 }),
  ),
  { maxKeys: 5, noNullPrototype: true },
);

describe('writeHdf5', () => {
  it('writes what readHdf5 reads', async () => {
    const dataset = fc.tuple(randomArray, attributes);
    const property = fc.asyncProperty(
      fc.dictionary(key, dataset, { noNullPrototype: true }),
      attributes,
      async (datasets, own) => {
        const members = Object.entries(datasets).map(([name, [one, its]]) => [name, hdf5Dataset(one, its)] as const);
        const root = hdf5Group({ outer: hdf5Group({ inner: hdf5Group(new Map(members), own) }) }, own);
        const read = await readHdf5(await wholeOf(await writeHdf5(root)), 'f');
        const inner = groupIn(groupIn(read, 'outer'), 'inner');
        expect(read.attributes).toEqual(root.attributes);
        expect(inner.attributes).toEqual(root.attributes);
        expect([...inner.members.keys()].sort()).toEqual(Object.keys(datasets).sort());
        for (const [name, [{ shape, dtype, values }, its]] of Object.entries(datasets)) {
          const one = datasetIn(inner, name);
          expect(one).toMatchObject({ shape, dtype: dtype === 'bool' ? 'uint8' : dtype });
          expect(one.attributes).toEqual(root.attributes === its ? its : Object.assign(Object.create(null), its));
          expect(one.read()).toEqual(values);
        }
      },
    );
    await fc.assert(property, { numRuns: 60, seed: 7 });
  });

  it('writes datasets of strings', async () => {
    const texts = ['a', '', 'grün'];
    const root = hdf5Group({ x: { kind: 'dataset', shape: [3], dtype: 'string', attributes: {}, read: () => texts } });
    expect(datasetIn(await readHdf5(await wholeOf(await writeHdf5(root)), 'f'), 'x').read()).toEqual(texts);
  });

  it.each([
    ['a name with a slash', hdf5Group({ 'a/b': hdf5Group({}) }), "/ expects names without slashes (received 'a/b')"],
    ['a zero character', hdf5Group({}, { x: 'a\0b' }), 'attribute x of / expects strings without zero characters'],
    ['a large attribute', hdf5Group({}, { x: Array(5000).fill('a') }), 'attribute x of / expects at most 64000 bytes'],
    [
      'another shape',
      hdf5Group({ x: hdf5Dataset({ shape: [2], dtype: 'int32', values: new Int32Array(3) }) }),
      '/x expects 2 elements, for (2) (received 3)',
    ],
  ])('refuses %s', async (_, root, message) => {
    await expect(writeHdf5(root, 'f')).rejects.toThrow(DataError);
    await expect(writeHdf5(root, 'f')).rejects.toThrow(message);
  });
});

describe('lists of names', () => {
  it.each([0, 1, 4000, 4001, 12_345])('of %i names are split as Keras splits them', async (count) => {
    const names = Array.from({ length: count }, (_, index) => `name ${index}`);
    const attributes = nameListAttributes('weight_names', names);
    expect(Object.keys(attributes)[0]).toBe(count > 4000 ? 'weight_names0' : 'weight_names');
    const read = await readHdf5(await wholeOf(await writeHdf5(hdf5Group({}, attributes))), 'f');
    expect(nameListOf(read.attributes, 'weight_names')).toEqual(names);
  });

  it('are not there where there is no such attribute', () => {
    expect(nameListOf({}, 'weight_names')).toBeUndefined();
    expect(nameListOf({ weight_names: 'dense' }, 'weight_names')).toBeUndefined();
  });
});
