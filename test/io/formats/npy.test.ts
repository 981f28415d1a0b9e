import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { wholeOf } from '../../../src/io/formats/byte-parts.js';
import { isNpy, readNpy, writeNpy } from '../../../src/io/formats/npy.js';
import { readNpz, writeNpz } from '../../../src/io/formats/npz.js';
import { writeZip } from '../../../src/io/formats/write-zip.js';
import { goldenFile } from './golden-file.js';
import { countingArrays, randomArray, randomArrays, valuesOf } from './random-arrays.js';

/** An NPY file of version 1 with a header of one's own. */
function npy(header: string, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(header);
  return Uint8Array.from([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    text.length & 255,
    text.length >> 8,
    ...text,
    ...data,
  ]);
}

const header = (type: string, shape: string, order = 'False') =>
  `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${shape}), }`;

describe('readNpy', () => {
  it.each([1, 2, 3])('reads version %i', (version) => {
    const array = readNpy(goldenFile(`version-${version}.npy`), 'f');
    expect(array).toEqual({
      shape: [2, 3],
      dtype: 'float32',
      values: Float32Array.of(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5),
    });
  });

  it('reads headers whose entries stand in another order, and shapes that Python 2 wrote', () => {
    const bytes = npy("{'shape': (2L,1L), 'fortran_order': False,'descr': '|u1'}  \n", [4, 5]);
    expect(readNpy(bytes, 'f')).toEqual({ shape: [2, 1], dtype: 'uint8', values: Uint8Array.of(4, 5) });
  });

  it('reads every float16', () => {
    const bits = [0, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0400, 1, 0x3ff, 0x7c00, 0xfc00, 0x7e00];
    const bytes = npy(
      header('<f2', `${bits.length},`),
      bits.flatMap((value) => [value & 255, value >> 8]),
    );
    const expected = [0, -0, 1, -2, 65504, 2 ** -14, 2 ** -24, 1023 * 2 ** -24, Infinity, -Infinity, NaN];
    expect(readNpy(bytes, 'f').values).toEqual(Float32Array.from(expected));
  });

  it('shares the memory of the file where it is aligned', () => {
    const bytes = goldenFile('version-1.npy');
    expect(readNpy(bytes, 'f').values.buffer).toBe(bytes.buffer);
    const moved = new Uint8Array(bytes.length + 1);
    moved.set(bytes, 1);
    expect(readNpy(moved.subarray(1), 'f')).toEqual(readNpy(bytes, 'f'));
  });

  it('gives back what writeNpy was given', async () => {
    await fc.assert(
      fc.asyncProperty(randomArray, async (array) => {
        const bytes = await wholeOf(writeNpy(array));
        expect(isNpy(bytes)).toBe(true);
        expect((bytes.length - array.values.byteLength) % 64).toBe(0);
        expect(readNpy(bytes, 'f')).toEqual(array);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it.each([
    ['nothing', new Uint8Array(0), 'the bytes that an NPY file starts with'],
    ['half a header', goldenFile('version-1.npy').subarray(0, 60), 'a whole header (received 60 bytes)'],
    [
      'a missing byte',
      goldenFile('version-1.npy').subarray(0, -1),
      /expects at most 5 elements in its data \(received shape \(2, 3\)\)/,
    ],
    ['a byte too many', npy(header('|u1', '1,'), [1, 2]), '1 bytes, for (1) (received 2)'],
    [
      'version 4',
      Uint8Array.from([...npy(header('|u1', '0,'))].map((byte, index) => (index === 6 ? 4 : byte))),
      'version 1, 2 or 3',
    ],
    ["Python's objects", goldenFile('objects.npy'), "numbers or booleans (received elements of type '|O')"],
    ['complex numbers', goldenFile('complex.npy'), "numbers or booleans (received elements of type '<c8')"],
    ['code', npy("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}", [1]), "a header of 'descr'"],
    [
      'an entry twice',
      npy("{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (0,)}"),
      "a header of 'descr'",
    ],
    ['an unknown entry', npy("{'descr': '|u1', 'fortran_order': False, 'shape': (0,), 'x': 1}"), "a header of 'descr'"],
    ['a negative size', npy(header('|u1', '-1,')), "a header of 'descr'"],
    ['a huge shape', npy(header('<f8', '4294967296, 4294967296'), [1]), 'at most 0 elements in its data'],
    ['a hundred axes', npy(header('|u1', '1,'.repeat(100)), [1]), 'sizes that are 0 or more, 32 of them at most'],
    ['booleans of 7', npy(header('|b1', '1,'), [7]), 'booleans of 0 and 1'],
    [
      'a large int64',
      npy(header('<i8', '1,'), [0, 0, 0, 0, 1, 0, 0, 0]),
      'int64 values that fit in 32 bits (received 4294967296)',
    ],
    ['a name of objects', npy(header('__proto__', '1,'), [1]), "received elements of type '__proto__'"],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readNpy(bytes, 'f')).toThrow(DataError);
    expect(() => readNpy(bytes, 'f')).toThrow(message);
  });
});

describe('writeNpy', () => {
  it('refuses values that are not as many as the shape has', () => {
    expect(() => writeNpy({ shape: [2], dtype: 'int8', values: new Int8Array(3) }, 'f')).toThrow(
      'f: the array expects 2 elements, for (2) (received 3)',
    );
  });
});

describe('readNpz', () => {
  it.each(['stored.npz', 'compressed.npz'])('reads %s of NumPy', (file) => {
    const arrays = new Map(readNpz(goldenFile(file), 'f').map(({ name, ...array }) => [name, array]));
    for (const [name, [dtype, numbers]] of Object.entries(countingArrays)) {
      for (const order of ['little', 'big']) {
        expect(arrays.get(`${order}_${name}`)).toEqual({ shape: [2, 3], dtype, values: valuesOf(dtype, numbers) });
      }
    }
    expect(arrays.get('bool')).toEqual({ shape: [3], dtype: 'bool', values: Uint8Array.of(1, 0, 1) });
    expect(arrays.get('scalar')).toEqual({ shape: [], dtype: 'float32', values: Float32Array.of(1.5) });
    expect(arrays.get('empty')).toEqual({ shape: [0, 3], dtype: 'float32', values: new Float32Array(0) });
    const counting = Int32Array.from({ length: 24 }, (_, index) => index - 2);
    expect(arrays.get('fortran')).toEqual({ shape: [2, 3, 4], dtype: 'int32', values: counting });
  });

  it('gives back what writeNpz was given', async () => {
    const property = fc.asyncProperty(randomArrays, async (arrays) => {
      expect(readNpz(await wholeOf(writeNpz(arrays)), 'f')).toEqual(arrays);
    });
    await fc.assert(property, { numRuns: 60, seed: 7 });
  });

  it('refuses what is no array', async () => {
    const archive = await wholeOf(writeZip(new Map([['a.pkl', [Uint8Array.of(1)]]])));
    expect(() => readNpz(archive, 'f')).toThrow("f: the archive expects arrays (*.npy) (received 'a.pkl')");
    const wrong = await wholeOf(writeZip(new Map([['a.npy', [Uint8Array.of(1)]]])));
    expect(() => readNpz(wrong, 'f')).toThrow('f: a.npy expects the bytes that an NPY file starts with');
  });
});

describe('writeNpz', () => {
  it.each(['', '../a', '/a', '__proto__'])('refuses the name %j', (name) => {
    expect(() => writeNpz([{ name, shape: [], dtype: 'int8', values: Int8Array.of(1) }])).toThrow(DataError);
  });

  it('refuses a name twice', () => {
    const array = { name: 'a', shape: [], dtype: 'int8', values: Int8Array.of(1) } as const;
    expect(() => writeNpz([array, array], 'f')).toThrow("f: names expects each name once (received 'a' twice)");
  });
});
