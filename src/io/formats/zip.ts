import { Inflate } from 'fflate';
import { DataError, received } from '../../errors.js';
import { joined } from './byte-parts.js';
import { crc32 } from './crc32.js';
import { formatError } from './format-error.js';
import { directoryOf, entryAt, memberSignature, memberSize, type ZipEntry } from './zip-directory.js';

/** A file in an archive, which costs nothing until it is read. */
export interface ZipMember {
  /** The number of bytes, decompressed. */
  readonly size: number;
  /**
   * The bytes, checked against their checksum. They share the memory of the archive where they are stored uncompressed.
   *
   * @throws DataError if they are damaged.
   */
  readonly read: () => Uint8Array;
}

/** The limits on what an archive may claim: a ratio, which counts only above so many bytes. */
const [highestRatio, freeBytes] = [100, 2 ** 32];

/** Whether bytes begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The members of a ZIP archive by their paths, in the order of its directory. Folders are left out.
 *
 * @param owner The name of the file in errors.
 * @throws DataError if the archive is damaged, encrypted, or compressed by anything but deflate; if paths leave the folder, or
 * occur twice; or if members overlap.
 */
export function readZip(bytes: Uint8Array, owner: string): ReadonlyMap<string, ZipMember> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { start, end, count } = directoryOf(view, owner);
  const members = new Map<string, ZipMember>();
  const ranges: (readonly [number, number])[] = [];
  let offset = start;
  let [packed, total] = [0, 0];
  for (let index = 0; index < count; index++) {
    const { entry, next } = entryAt(view, offset, end, owner);
    offset = next;
    packed += entry.packedSize;
    total += entry.size;
    const dataStart = dataStartOf(view, entry, start, owner);
    ranges.push([entry.offset, dataStart + entry.packedSize]);
    if (entry.name.endsWith('/')) continue;
    if (members.has(entry.name)) throw formatError(owner, entry.name, 'to be there once', 'two members of this name');
    const data = bytes.subarray(dataStart, dataStart + entry.packedSize);
    members.set(entry.name, { size: entry.size, read: () => contentOf(entry, data, owner) });
  }
  if (offset !== end) throw formatError(owner, 'the ZIP directory', `${count} entries`, `${end - offset} more bytes`);
  checkRanges(ranges, owner);
  if (total > freeBytes && total > highestRatio * packed) {
    throw formatError(owner, 'the archive', `at most ${highestRatio} times ${packed} bytes`, `${total} bytes in it`);
  }
  return members;
}

/** Where the data of a member begins, after a header that has to name the same member. */
function dataStartOf(view: DataView, { name, offset, packedSize }: ZipEntry, end: number, owner: string): number {
  if (offset + memberSize > end || view.getUint32(offset, true) !== memberSignature) {
    throw formatError(owner, name, `a member at byte ${offset}`, 'something else');
  }
  const nameSize = view.getUint16(offset + 26, true);
  const start = offset + memberSize + nameSize + view.getUint16(offset + 28, true);
  if (start + packedSize > end) throw formatError(owner, name, `${packedSize} bytes`, `${Math.max(0, end - start)}`);
  const local = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + offset + memberSize, nameSize));
  if (local !== name) throw formatError(owner, name, 'the same name before its data', received(local));
  return start;
}

/** Throws where members share bytes, by which a small archive could be a large one. */
function checkRanges(ranges: readonly (readonly [number, number])[], owner: string): void {
  let last = 0;
  for (const [start, end] of [...ranges].sort(([left], [right]) => left - right)) {
    if (start < last) throw formatError(owner, 'the archive', 'members one after the other', 'members that overlap');
    last = end;
  }
}

function contentOf(entry: ZipEntry, data: Uint8Array, owner: string): Uint8Array {
  const content = entry.isDeflated ? inflated(entry, data, owner) : data;
  if (crc32(content) === entry.checksum) return content;
  throw formatError(owner, entry.name, 'the data of its checksum', 'damaged data');
}

/** Decompressed bytes. What does not fit in its claimed size ends at once, and memory grows no faster than the data. */
function inflated({ name, size }: ZipEntry, data: Uint8Array, owner: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((chunk) => {
    length += chunk.length;
    if (length > size) throw formatError(owner, name, `${size} bytes, decompressed`, 'more');
    chunks.push(chunk);
  });
  try {
    const step = 1 << 16;
    for (let start = 0; start < data.length || start === 0; start += step) {
      stream.push(data.subarray(start, start + step), start + step >= data.length);
    }
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw formatError(owner, name, 'whole deflated data', reason);
  }
  if (length !== size) throw formatError(owner, name, `${size} bytes, decompressed`, `${length}`);
  return joined(chunks);
}
