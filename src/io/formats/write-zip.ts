import { alignment, type ByteParts, byteCount, copyPart, type LaterPart, laterPart } from './byte-parts.js';
import { crc32 } from './crc32.js';
import { checkPath, formatError } from './format-error.js';
import { endSignature, endSize, entrySignature, entrySize, memberSignature, memberSize } from './zip.js';

/** 1980-01-01, the time of all members, so that the same members make the same archive. */
const day = 33;

/** The field of a header that is there only to align the data after it, as tools for archives of Android write it. */
const [paddingField, paddingSize] = [0xd935, 6];

/** The record after data whose checksum is not known before, and its size. */
const [descriptorSignature, descriptorSize] = [0x08074b50, 16];

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
 * A ZIP archive of members by their paths, stored uncompressed, as Keras writes it. Their data is aligned, and not copied.
 *
 * @throws DataError if there are more than 65,534 members, or as many as 4 GiB.
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
      const descriptor = laterPart(descriptorSize, () => descriptorOf({ ...member, ...sum }));
      parts.push(headerOf({ ...member, ...sum }), ...data.map((part) => summed(part, sum)), descriptor);
      directory.push(laterPart(entrySize + name.length, () => entryOf({ ...member, ...sum })));
    }
    offset += byteCount(parts);
    archive.push(...parts);
  }
  const size = byteCount(directory);
  const total = offset + size + endSize;
  if (total >= 0xffffffff || members.size >= 0xffff) {
    throw formatError(owner, 'the archive', 'less than 4 GiB, and 65,535 members', `${total} bytes in ${members.size}`);
  }
  const end = new DataView(new ArrayBuffer(endSize));
  end.setUint32(0, endSignature, true);
  end.setUint16(8, members.size, true);
  end.setUint16(10, members.size, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return [...archive, ...directory, new Uint8Array(end.buffer)];
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
  const view = new DataView(new ArrayBuffer(descriptorSize));
  for (const [index, value] of [descriptorSignature, checksum, size, size].entries()) {
    view.setUint32(4 * index, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** The header before the data of a member. */
function headerOf(member: Placed): Uint8Array {
  const start = member.offset + memberSize + member.name.length;
  const isAligned = start % alignment === 0;
  const padding = isAligned ? 0 : Math.ceil((start + paddingSize) / alignment) * alignment - start;
  const header = record(memberSignature, memberSize, member, padding);
  if (padding > 0) {
    const at = memberSize + member.name.length;
    header.setUint16(28, padding, true);
    header.setUint16(at, paddingField, true);
    header.setUint16(at + 2, padding - 4, true);
    header.setUint16(at + 4, alignment, true);
  }
  return new Uint8Array(header.buffer);
}

/** The entry of a member in the directory. */
function entryOf(member: Placed): Uint8Array {
  const entry = record(entrySignature, entrySize, member, 0);
  entry.setUint16(4, 20, true);
  entry.setUint32(42, member.offset, true);
  return new Uint8Array(entry.buffer);
}

/** What both records say of a member, which begins two bytes later in the directory. */
function record(signature: number, size: number, member: Placed, extra: number): DataView {
  const { name, checksum, size: bytes, flags } = member;
  const view = new DataView(new ArrayBuffer(size + name.length + extra));
  const at = size === entrySize ? 2 : 0;
  view.setUint32(0, signature, true);
  view.setUint16(at + 4, 20, true);
  view.setUint16(at + 6, flags, true);
  view.setUint16(at + 12, day, true);
  view.setUint32(at + 14, checksum, true);
  view.setUint32(at + 18, bytes, true);
  view.setUint32(at + 22, bytes, true);
  view.setUint16(at + 26, name.length, true);
  new Uint8Array(view.buffer).set(name, size);
  return view;
}
