import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type IdxArray, type IdxType, parseIdx, readIdx } from '../../src/datasets/index.js';
import { ArgumentError, DataError } from '../../src/errors.js';
import { flipped } from './flipped.js';
import { countingIdx, idxBytes } from './idx-bytes.js';
import { localServer, serveFiles } from './local-server.js';
import { temporaryFolder } from './temporary-folder.js';

describe('parseIdx', () => {
  it.each([
    ['uint8', 0x08, [0, 1, 255], [0, 1, 255], Uint8Array],
    ['int8', 0x09, [0, 127, 0x80, 0xff], [0, 127, -128, -1], Int8Array],
    ['int16', 0x0b, [0x12, 0x34, 0x80, 0, 0xff, 0xfe], [0x1234, -32768, -2], Int16Array],
    ['int32', 0x0c, [1, 2, 3, 4, 0x80, 0, 0, 0], [0x01020304, -(2 ** 31)], Int32Array],
    ['float32', 0x0d, [0x3f, 0xc0, 0, 0, 0xff, 0x80, 0, 0], [1.5, Number.NEGATIVE_INFINITY], Float32Array],
    ['float64', 0x0e, [0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], [0.1], Float64Array],
  ] as const)('reads big-endian %s', (type, code, bytes, values, Data) => {
    const array = parseIdx(idxBytes(code, [values.length], bytes));
    expect(array).toEqual({ type, shape: [values.length], data: Data.from(values) });
  });

  it('reads axes of more than one byte, and bytes that begin inside of a buffer', () => {
    const padded = Uint8Array.from([9, 9, 9, ...countingIdx([2, 300]), 9]);
    const array = parseIdx(padded.subarray(3, -1));
    expect(array.shape).toEqual([2, 300]);
    expect(array.data[599]).toBe(599 & 255);
  });

  it('copies the elements', () => {
    const bytes = countingIdx([3]);
    const { data } = parseIdx(bytes);
    bytes.fill(7);
    expect([...data]).toEqual([0, 1, 2]);
  });

  it('reads a scalar, an empty array, and an axis of 0 beside huge ones', () => {
    expect(parseIdx(idxBytes(0x08, [], [5]))).toEqual({ type: 'uint8', shape: [], data: Uint8Array.of(5) });
    expect(parseIdx(idxBytes(0x0c, [0], [])).data).toEqual(new Int32Array(0));
    expect(parseIdx(idxBytes(0x0e, [...Array(200).fill(2 ** 32 - 1), 0], [])).data).toEqual(new Float64Array(0));
  });

  it.each([
    ['nothing', Uint8Array.of(), 'f expects a whole IDX header (received 0 bytes)'],
    ['half a magic number', Uint8Array.of(0, 0, 8), 'f expects a whole IDX header (received 3 bytes)'],
    ['no axes', Uint8Array.of(0, 0, 8, 1, 0, 0, 0), 'f expects a whole IDX header (received 7 bytes)'],
    [
      'another magic number',
      Uint8Array.of(0x1f, 0x8b, 8, 1),
      'f expects the two zero bytes that an IDX file starts with (received 0x1f 0x8b)',
    ],
    ['one wrong byte', Uint8Array.of(3), 'f expects the two zero bytes that an IDX file starts with (received 0x03)'],
    [
      'an unknown type',
      idxBytes(0x0a, [1], [1]),
      'f expects one of the IDX element types 0x08 (uint8), 0x09 (int8), 0x0b (int16), 0x0c (int32), ' +
        '0x0d (float32), 0x0e (float64) (received 0x0a)',
    ],
    [
      'a missing byte',
      countingIdx([2, 3]).subarray(0, -1),
      'f expects 18 bytes, as its header announces uint8 (2, 3) (received 17)',
    ],
    [
      'a byte too many',
      idxBytes(0x0b, [1], [0, 0, 0]),
      'f expects 10 bytes, as its header announces int16 (1) (received 11)',
    ],
    [
      'huge axes',
      idxBytes(0x0e, [2 ** 32 - 1, 2 ** 32 - 1], [1]),
      'f expects at most 9007199254740991 bytes (received a header that announces float64 (4294967295, 4294967295))',
    ],
  ])('rejects %s', (_, bytes, message) => {
    expect(() => parseIdx(bytes, 'f')).toThrow(DataError);
    expect(() => parseIdx(bytes, 'f')).toThrow(message);
  });

  it('rejects 255 huge axes, whose product is infinite', () => {
    const bytes = idxBytes(0x08, Array(255).fill(2 ** 32 - 1), []);
    expect(() => parseIdx(bytes, 'f')).toThrow(/^f expects at most 9007199254740991 bytes/);
  });

  it('names its argument where there is no file', () => {
    expect(() => parseIdx(Uint8Array.of(1, 1))).toThrow(/^parseIdx: bytes expects/);
  });

  it('tells the typed array by its type', () => {
    const array = parseIdx(countingIdx([1]));
    expectTypeOf(array.type).toEqualTypeOf<IdxType>();
    if (array.type === 'float64') expectTypeOf(array.data).toEqualTypeOf<Float64Array>();
    expectTypeOf<IdxArray<'int8'>['data']>().toEqualTypeOf<Int8Array>();
  });
});

async function fileOf(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'file.idx');
  await writeFile(path, bytes);
  return path;
}

const plain = countingIdx([40, 50]);
const zipped = gzipSync(plain);

describe('readIdx', () => {
  it.each([
    ['plain', plain],
    ['compressed', zipped],
  ])('reads a %s file by its path, its file URL and over HTTP', async (_, bytes) => {
    const path = await fileOf(bytes);
    const { address } = await localServer(serveFiles({ 'a.idx': bytes }));
    for (const source of [path, pathToFileURL(path), `${address}a.idx`, new URL('a.idx', address)]) {
      const { shape, data } = await readIdx(source);
      expect(shape).toEqual([40, 50]);
      expect(data).toEqual(plain.subarray(12));
    }
  });

  it.each([
    ['cut off', zipped.subarray(0, 40), 'expects whole gzip data (received '],
    ['without its checksum', zipped.subarray(0, -8), 'expects whole gzip data (received '],
    ['changed in a byte', flipped(zipped, 30), 'expects whole gzip data (received '],
    ['of nothing', gzipSync(''), 'expects a whole IDX header (received 0 bytes)'],
    [
      'of something else',
      gzipSync('hello'),
      'expects the two zero bytes that an IDX file starts with (received 0x68 0x65)',
    ],
    [
      'of a short IDX file',
      gzipSync(plain.subarray(0, -1)),
      'expects 2012 bytes, as its header announces uint8 (40, 50) (received 2011)',
    ],
    [
      'of a long IDX file',
      gzipSync(Uint8Array.of(...plain, 0)),
      'expects 2012 bytes, as its header announces (received more)',
    ],
  ])('rejects gzip data %s', async (_, bytes, message) => {
    const path = await fileOf(bytes);
    const error = await readIdx(path).catch((caught) => caught);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(`${path} ${message}`);
  });

  it('stops unzipping where a file is longer than its header announces', async () => {
    const bomb = gzipSync(Buffer.concat([idxBytes(0x08, [10], []), Buffer.alloc(2 ** 26)]), { level: 9 });
    const path = await fileOf(bomb);
    await expect(readIdx(path)).rejects.toThrow('expects 18 bytes, as its header announces (received more)');
  });

  it('stops unzipping where a header announces too much', async () => {
    const path = await fileOf(gzipSync(idxBytes(0x0e, [2 ** 31], [])));
    await expect(readIdx(path)).rejects.toThrow(
      'expects at most 1073741824 bytes (received a header that announces float64 (2147483648))',
    );
  });

  it('holds maxBytes for what is read, fetched and unzipped', async () => {
    const path = await fileOf(plain);
    await expect(readIdx(path, { maxBytes: 2011 })).rejects.toThrow(
      `${path} expects at most 2011 bytes (received 2012`,
    );
    await expect(readIdx(path, { maxBytes: 2012 })).resolves.toBeDefined();
    const { address } = await localServer(serveFiles({ plain, zipped }));
    await expect(readIdx(`${address}plain`, { maxBytes: 2011 })).rejects.toThrow('plain expects at most 2011 bytes');
    await expect(readIdx(`${address}zipped`, { maxBytes: 2011 })).rejects.toThrow(
      'zipped expects at most 2011 bytes (received a header that announces uint8 (40, 50))',
    );
    await expect(readIdx(path, { maxBytes: Number.NaN })).rejects.toThrow(ArgumentError);
  });

  it.skipIf(process.platform === 'win32')('does not read a file without an end', async () => {
    await expect(readIdx('/dev/zero', { maxBytes: 2 ** 20 })).rejects.toThrow('expects at most 1048576 bytes');
  });

  it('names a file that is not there, a folder, and an answer that is an error', async () => {
    const folder = await temporaryFolder();
    const { address } = await localServer(serveFiles({}));
    await expect(readIdx(join(folder, 'none'))).rejects.toThrow(
      /none expects a file that can be read \(received ENOENT/,
    );
    await expect(readIdx(folder)).rejects.toThrow(/expects a file that can be read \(received EISDIR/);
    await expect(readIdx(`${address}none`)).rejects.toThrow(
      `${address}none expects a file (received HTTP 404 Not Found)`,
    );
  });

  it('throws what the signal was aborted with', async () => {
    const path = await fileOf(plain);
    const reason = new Error('enough');
    await expect(readIdx(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(readIdx('http://127.0.0.1:1/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
