import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { wholeOf } from '../../../src/io/formats/byte-parts.js';
import { readSafetensors, writeSafetensors } from '../../../src/io/formats/safetensors.js';
import { goldenFile } from './golden-file.js';
import { byName, countingArrays, randomArrays, valuesOf } from './random-arrays.js';

/** A file with a header of one's own. */
function file(header: unknown, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const bytesAt = (start: number, end: number) => ({ dtype: 'U8', shape: [end - start], data_offsets: [start, end] });

describe('readSafetensors', () => {
  it('reads what the library of the format writes', () => {
    const { arrays, metadata } = readSafetensors(goldenFile('types.safetensors'), 'f');
    expect(metadata).toEqual({ format: 'np', note: 'grün' });
    expect(Object.getPrototypeOf(metadata)).toBeNull();
    const read = new Map(arrays.map(({ name, ...array }) => [name, array]));
    for (const [name, [dtype, numbers]] of Object.entries(countingArrays)) {
      expect(read.get(`little_${name}`)).toEqual({ shape: [2, 3], dtype, values: valuesOf(dtype, numbers) });
    }
    expect(read.get('bfloat16')?.values).toEqual(Float32Array.of(0, 1, 2, 3, 4, 5));
    expect(read.get('bool')).toEqual({ shape: [3], dtype: 'bool', values: Uint8Array.of(1, 0, 1) });
    expect(read.get('scalar')).toEqual({ shape: [], dtype: 'float32', values: Float32Array.of(1.5) });
    expect(read.get('empty')).toEqual({ shape: [0, 3], dtype: 'float32', values: new Float32Array(0) });
  });

  it('gives back what writeSafetensors was given, without a copy of the data', async () => {
    const metadata = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.string(), { noNullPrototype: true });
    const property = fc.asyncProperty(randomArrays, metadata, async (arrays, texts) => {
      const bytes = await wholeOf(writeSafetensors(arrays, texts));
      const read = readSafetensors(bytes, 'f');
      expect(byName(read.arrays)).toEqual(byName(arrays));
      expect({ ...read.metadata }).toEqual(texts);
      for (const { values } of read.arrays) if (values.length > 0) expect(values.buffer).toBe(bytes.buffer);
    });
    await fc.assert(property, { numRuns: 100, seed: 7 });
  });

  it.each([
    ['nothing', new Uint8Array(0), 'the header expects 8 bytes'],
    [
      'a header that is cut off',
      file({ a: bytesAt(0, 1) }, [1]).subarray(0, 20),
      'the header expects 53 bytes (received 12)',
    ],
    [
      'a huge header',
      Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255),
      'at most 100000000 bytes (received 18446744073709551615)',
    ],
    ['a header that is no object', file('[]'), 'the header expects a JSON object'],
    ['a header that is no JSON', file('{"a": '), 'the header expects JSON'],
    ['a name twice', file('{"a":{},"a":{}}'), "each key of an object once (received 'a' twice)"],
    [
      'a reserved name',
      file('{"__proto__":{}}'),
      "names of printable characters that are not reserved (received '__proto__')",
    ],
    [
      'a type that there is not',
      file({ a: { dtype: 'F8', shape: [], data_offsets: [0, 1] } }, [1]),
      /a expects one of the types .* \(received 'F8'\)/,
    ],
    [
      'a member of objects as a type',
      file({ a: { dtype: 'constructor', shape: [], data_offsets: [0, 1] } }, [1]),
      'a expects one of the types',
    ],
    [
      'a shape that is none',
      file({ a: { dtype: 'U8', shape: [-1], data_offsets: [0, 1] } }, [1]),
      'a expects a shape of sizes (received [-1])',
    ],
    [
      'a huge shape',
      file({ a: { dtype: 'U8', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 1] } }, [1]),
      'a expects at most 1 elements in its data',
    ],
    ['offsets after the end', file({ a: bytesAt(0, 2) }, [1]), 'a expects at most 1 elements in its data'],
    [
      'offsets that are backwards',
      file({ a: { dtype: 'U8', shape: [1], data_offsets: [1, 0] } }, [1]),
      'a expects 1 bytes, for (1) (received [1, 0])',
    ],
    [
      'an overlap',
      file({ a: bytesAt(0, 2), b: bytesAt(1, 3) }, [1, 2, 3]),
      'b expects data that begins at 2 (received 1)',
    ],
    ['a hole', file({ a: bytesAt(0, 1), b: bytesAt(2, 3) }, [1, 2, 3]), 'b expects data that begins at 1 (received 2)'],
    ['bytes that are left', file({ a: bytesAt(0, 1) }, [1, 2]), 'the data expects 1 bytes (received 2)'],
    ['an entry that is none', file({ a: 1 }), 'a expects dtype, shape and data_offsets (received 1)'],
    ['metadata that is no text', file({ __metadata__: { a: 1 } }), '__metadata__ expects texts by name'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes, 'f')).toThrow(DataError);
    expect(() => readSafetensors(bytes, 'f')).toThrow(message);
  });
});

describe('writeSafetensors', () => {
  const array = { name: 'a', shape: [1], dtype: 'int8', values: Int8Array.of(1) } as const;

  it.each([
    ['a name twice', [array, array], "names expects each name once (received 'a' twice)"],
    ['the name of the metadata', [{ ...array, name: '__metadata__' }], 'names expects each name once'],
    ['another shape', [{ ...array, shape: [2] }], 'a expects 2 elements, for (2) (received 1)'],
  ])('refuses %s', (_, arrays, message) => {
    expect(() => writeSafetensors(arrays, {}, 'f')).toThrow(`f: ${message}`);
  });
});
