import { alignment, type ByteParts, byteCount, copyPart, joined, type LaterPart, laterPart } from './byte-parts.js';
import { crc32 } from './crc32.js';
import { checkPath } from './format-error.js';
import {
  endSignature,
  endSize,
  entrySignature,
  entrySize,
  largeEnd,
  largeField,
  locator,
  memberSignature,
  memberSize,
  most16,
  most32,
} from './zip-directory.js';

/** 1980-01-01, the time of all members, so that the same members make the same archive. */
const day = 33;

/** The field of a header that is there only to align the data after it, as tools for archives of Android write it. */
const [paddingField, paddingSize] = [0xd935, 6];

/** The record after data whose checksum is not known before. */
const descriptorSignature = 0x08074b50;

/** The versions of the format that a reader has to know: for folders, and for ZIP64. */
const [plainVersion, largeVersion] = [20, 45];

/** The flags of a name in UTF-8, and of a checksum that follows the data. */
const [utf8Flag, descriptorFlag] = [0x0800, 0x0008];

/** A member, and where it is in the archive. */
interface Placed {
  readonly name: Uint8Array;
  readonly size: number;
  readonly offset: number;
  readonly flags: number;
  /** The checksum; before the data is written, that of nothing. */
  readonly checksum: number;
}

/**
 * A ZIP archive of members by their paths, stored uncompressed, as Keras writes it. Their data is aligned, and copied only when it
 * is written. What is larger than 4 GiB, or more than 65,534 members, is written in ZIP64.
 */
export function writeZip(members: ReadonlyMap<string, ByteParts>, owner: string = 'writeZip'): ByteParts {
  const archive: ByteParts[number][] = [];
  const directory: ByteParts[number][] = [];
  let offset = 0;
  for (const [path, data] of members) {
    checkPath(owner, 'members', path);
    const name = new TextEncoder().encode(path);
    const size = byteCount(data);
    const isThere = data.every((part) => part instanceof Uint8Array);
    const parts: ByteParts[number][] = [];
    const member = { name, size, offset, flags: utf8Flag | (isThere ? 0 : descriptorFlag) };
    if (isThere) {
      const placed = { ...member, checksum: data.reduce((sum, part) => crc32(part, sum), 0) };
      parts.push(headerOf(placed), ...data);
      directory.push(entryOf(placed));
    } else {
      const sum = { checksum: 0 };
      const later = (make: (placed: Placed) => Uint8Array) =>
        laterPart(make({ ...member, ...sum }).length, () => make({ ...member, ...sum }));
      parts.push(headerOf({ ...member, ...sum }), ...data.map((part) => summed(part, sum)), later(descriptorOf));
      directory.push(later(entryOf));
    }
    offset += byteCount(parts);
    archive.push(...parts);
  }
  return [...archive, ...directory, endOf(members.size, offset, byteCount(directory))];
}

/** A part whose bytes become part of a checksum when they are copied. */
function summed(part: ByteParts[number], sum: { checksum: number }): LaterPart {
  return {
    length: part.length,
    copy: async (target, start) => {
      await copyPart(part, target, start);
      sum.checksum = crc32(target, sum.checksum);
    },
  };
}

/** The record after the data of a member. */
function descriptorOf({ checksum, size }: Placed): Uint8Array {
  const isLarge = size >= most32;
  const view = new DataView(new ArrayBuffer(isLarge ? 24 : 16));
  view.setUint32(0, descriptorSignature, true);
  view.setUint32(4, checksum, true);
  if (isLarge) setNumbers(view, 8, [size, size]);
  else for (const at of [8, 12]) view.setUint32(at, size, true);
  return new Uint8Array(view.buffer);
}

/** The header before the data of a member, with a field for sizes that need ZIP64, and one that aligns the data. */
function headerOf(member: Placed): Uint8Array {
  const large = largeFieldOf(member.size >= most32 ? [member.size, member.size] : []);
  const start = member.offset + memberSize + member.name.length + large.length;
  const isAligned = start % alignment === 0;
  const padding = isAligned ? 0 : Math.ceil((start + paddingSize) / alignment) * alignment - start;
  const field = new DataView(new ArrayBuffer(padding));
  if (padding > 0) {
    field.setUint16(0, paddingField, true);
    field.setUint16(2, padding - 4, true);
    field.setUint16(4, alignment, true);
  }
  const extra = joined([large, new Uint8Array(field.buffer)]);
  return new Uint8Array(record(memberSignature, memberSize, member, extra, large.length > 0).buffer);
}

/** The entry of a member in the directory. */
function entryOf(member: Placed): Uint8Array {
  const { size, offset } = member;
  const large = largeFieldOf([...(size >= most32 ? [size, size] : []), ...(offset >= most32 ? [offset] : [])]);
  const entry = record(entrySignature, entrySize, member, large, large.length > 0);
  entry.setUint16(4, large.length > 0 ? largeVersion : plainVersion, true);
  entry.setUint32(42, Math.min(offset, most32), true);
  return new Uint8Array(entry.buffer);
}

/** The extra field of numbers that have no room where they belong; no bytes where there are none. */
function largeFieldOf(numbers: readonly number[]): Uint8Array {
  if (numbers.length === 0) return new Uint8Array(0);
  const field = new DataView(new ArrayBuffer(4 + 8 * numbers.length));
  field.setUint16(0, largeField, true);
  field.setUint16(2, 8 * numbers.length, true);
  setNumbers(field, 4, numbers);
  return new Uint8Array(field.buffer);
}

/** What an entry and a header say of a member: two bytes later in the directory. */
function record(signature: number, size: number, member: Placed, extra: Uint8Array, isLarge: boolean): DataView {
  const { name, checksum, size: bytes, flags } = member;
  const view = new DataView(new ArrayBuffer(size + name.length + extra.length));
  const at = size === entrySize ? 2 : 0;
  view.setUint32(0, signature, true);
  view.setUint16(at + 4, isLarge ? largeVersion : plainVersion, true);
  view.setUint16(at + 6, flags, true);
  view.setUint16(at + 12, day, true);
  view.setUint32(at + 14, checksum, true);
  view.setUint32(at + 18, Math.min(bytes, most32), true);
  view.setUint32(at + 22, Math.min(bytes, most32), true);
  view.setUint16(at + 26, name.length, true);
  view.setUint16(at + 28, extra.length, true);
  new Uint8Array(view.buffer).set(name, size);
  new Uint8Array(view.buffer).set(extra, size + name.length);
  return view;
}

/** The records that end an archive: those of ZIP64 first, where it needs them. */
function endOf(count: number, start: number, size: number): Uint8Array {
  const isLarge = count >= most16 || start >= most32 || size >= most32;
  const large = isLarge ? largeEnd.size + locator.size : 0;
  const view = new DataView(new ArrayBuffer(large + endSize));
  if (isLarge) {
    view.setUint32(0, largeEnd.signature, true);
    setNumbers(view, 4, [largeEnd.size - 12]);
    view.setUint16(12, largeVersion, true);
    view.setUint16(14, largeVersion, true);
    setNumbers(view, 24, [count, count, size, start]);
    view.setUint32(largeEnd.size, locator.signature, true);
    setNumbers(view, largeEnd.size + 8, [start + size]);
    view.setUint32(largeEnd.size + 16, 1, true);
  }
  view.setUint32(large, endSignature, true);
  view.setUint16(large + 8, Math.min(count, most16), true);
  view.setUint16(large + 10, Math.min(count, most16), true);
  view.setUint32(large + 12, Math.min(size, most32), true);
  view.setUint32(large + 16, Math.min(start, most32), true);
  return new Uint8Array(view.buffer);
}

/** Numbers of 64 bits, one after the other. */
function setNumbers(view: DataView, offset: number, numbers: readonly number[]): void {
  for (const [index, value] of numbers.entries()) view.setBigUint64(offset + 8 * index, BigInt(value), true);
}
