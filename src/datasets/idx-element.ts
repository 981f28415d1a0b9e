import type { IdxData, IdxType } from './idx-array.js';

/** How elements of one type are written in an IDX file: its third byte, and `size` bytes an element, big-endian. */
interface IdxElement<Type extends IdxType> {
  readonly code: number;
  readonly size: number;
  readonly allocate: (count: number) => IdxData[Type];
  readonly read: (view: DataView, offset: number) => number;
}

/** Every element type of the IDX format. */
export const idxElements: { readonly [Type in IdxType]: IdxElement<Type> } = {
  uint8: {
    code: 0x08,
    size: 1,
    allocate: (count) => new Uint8Array(count),
    read: (view, offset) => view.getUint8(offset),
  },
  int8: {
    code: 0x09,
    size: 1,
    allocate: (count) => new Int8Array(count),
    read: (view, offset) => view.getInt8(offset),
  },
  int16: {
    code: 0x0b,
    size: 2,
    allocate: (count) => new Int16Array(count),
    read: (view, offset) => view.getInt16(offset),
  },
  int32: {
    code: 0x0c,
    size: 4,
    allocate: (count) => new Int32Array(count),
    read: (view, offset) => view.getInt32(offset),
  },
  float32: {
    code: 0x0d,
    size: 4,
    allocate: (count) => new Float32Array(count),
    read: (view, offset) => view.getFloat32(offset),
  },
  float64: {
    code: 0x0e,
    size: 8,
    allocate: (count) => new Float64Array(count),
    read: (view, offset) => view.getFloat64(offset),
  },
};

/** The type with a code, or `null` where there is none. */
export function idxTypeOf(code: number): IdxType | null {
  const types = Object.keys(idxElements) as IdxType[];
  return types.find((type) => idxElements[type].code === code) ?? null;
}
