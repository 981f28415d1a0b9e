import { describe, expect, expectTypeOf, it } from 'vitest';
import { type IdxArray, type IdxType, parseIdx } from '../../src/datasets/index.js';
import { DataError } from '../../src/errors.js';
import { countingIdx, idxBytes } from './idx-bytes.js';

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
