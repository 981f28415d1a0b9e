import type { DataError } from '../../errors.js';
import { formatError } from './format-error.js';

/** The bytes of an HDF5 file, with what errors about them name. */
export interface Hdf5Bytes {
  readonly view: DataView;
  readonly owner: string;
  /** The object that is read: its path, or `the HDF5 file`. */
  readonly place: string;
  /** What has been checked so far: the addresses of global heaps, and how many bytes have been searched for attributes. */
  readonly checked: { readonly heaps: Set<number>; searched: number };
}

/** A part of the file. */
export interface ByteRange {
  readonly offset: number;
  readonly size: number;
}

export function wrong({ owner, place }: Hdf5Bytes, expected: string, got: string): DataError {
  return formatError(owner, place, expected, got);
}

/** Bytes of which nothing has been checked. */
export function hdf5Bytes(bytes: Uint8Array, owner: string): Hdf5Bytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, owner, place: 'the HDF5 file', checked: { heaps: new Set(), searched: 0 } };
}

/** An unsigned integer of 1, 2, 4 or 8 bytes, which has to lie before `end`. */
export function integerAt(file: Hdf5Bytes, offset: number, size: number, end: number = file.view.byteLength): number {
  if (offset + size > end || end > file.view.byteLength) {
    throw wrong(file, `a field at byte ${offset}`, 'a part of the file that ends before it');
  }
  if (size === 1) return file.view.getUint8(offset);
  if (size === 2) return file.view.getUint16(offset, true);
  if (size === 4) return file.view.getUint32(offset, true);
  return Number(file.view.getBigUint64(offset, true));
}

/** The part of the file whose offset and size stand in two fields of 8 bytes. */
export function rangeAt(file: Hdf5Bytes, offsetField: number, sizeField: number, end?: number): ByteRange {
  const offset = integerAt(file, offsetField, 8, end);
  const size = integerAt(file, sizeField, 8, end);
  if (offset + size <= file.view.byteLength) return { offset, size };
  throw wrong(file, `parts of its ${file.view.byteLength} bytes`, `${size} bytes at ${offset}`);
}

/** The address of what has no place in the file: 64 bits that are set, as a number. */
export const undefinedAddress: number = 2 ** 64;

/** Throws unless the part of the file at an offset begins as its kind does. */
export function checkSignature(file: Hdf5Bytes, offset: number, signature: string): void {
  for (let index = 0; index < signature.length; index++) {
    if (integerAt(file, offset + index, 1) === signature.charCodeAt(index)) continue;
    throw wrong(file, `${JSON.stringify(signature)} at byte ${offset}`, 'other bytes');
  }
}

const magic = '\u0089HDF\r\n\u001a\n';

/** Whether bytes begin as an HDF5 file does. */
export function isHdf5(bytes: Uint8Array): boolean {
  return [...magic].every((character, index) => bytes[index] === character.charCodeAt(0));
}

/** The address of the root group, which stands in the superblock, with the address of its extension where it has one. */
export function checkSuperblock(file: Hdf5Bytes): { readonly root: number; readonly extension: number | undefined } {
  checkSignature(file, 0, magic);
  const version = integerAt(file, 8, 1);
  if (version > 3) throw wrong(file, 'a superblock of version 0 to 3', `version ${version}`);
  const isOld = version < 2;
  const sizes = isOld ? 13 : 9;
  if (integerAt(file, sizes, 1) !== 8 || integerAt(file, sizes + 1, 1) !== 8) {
    throw wrong(file, 'offsets and lengths of 8 bytes', 'another size');
  }
  const base = isOld ? 24 + 4 * version : 12;
  if (integerAt(file, base, 8) !== 0) throw wrong(file, 'the base address 0', 'another one');
  const end = integerAt(file, base + 16, 8);
  if (end > file.view.byteLength) throw wrong(file, `${end} bytes`, `${file.view.byteLength}`);
  const extension = integerAt(file, base + 8, 8);
  const hasExtension = !isOld && extension < file.view.byteLength;
  return { root: integerAt(file, isOld ? base + 40 : base + 24, 8), extension: hasExtension ? extension : undefined };
}

/** Sets where the file ends, in a superblock of version 0. */
export function setEndOfFile(file: Hdf5Bytes, end: number): void {
  if (integerAt(file, 8, 1) !== 0) throw wrong(file, 'a superblock of version 0', 'another one');
  file.view.setBigUint64(40, BigInt(end), true);
}
