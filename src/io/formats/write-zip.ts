import { crc32 } from './crc32.js';
import { checkPath, formatError } from './format-error.js';
import { endSignature, endSize, entrySignature, entrySize, memberSignature, memberSize } from './zip.js';

/** 1980-01-01, the time of all members, so that the same members make the same archive. */
const day = 33;

/**
 * A ZIP archive of members by their paths, stored uncompressed, as Keras writes it.
 *
 * @throws DataError if there are more than 65,534 members, or as many as 4 GiB.
 */
export function writeZip(members: ReadonlyMap<string, Uint8Array>, owner: string = 'writeZip'): Uint8Array {
  let total = endSize;
  for (const [name, { length }] of members) {
    checkPath(owner, 'members', name);
    total += memberSize + entrySize + 6 * name.length + length;
  }
  if (total >= 0xffffffff || members.size >= 0xffff) {
    throw formatError(owner, 'the archive', 'less than 4 GiB, and 65,535 members', `${total} bytes in ${members.size}`);
  }
  return stored(members);
}

/** The bytes of an archive. Large members are copied once, into their place. */
function stored(members: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...members].map(([name, data]) => ({
    name: new TextEncoder().encode(name),
    data,
    sum: crc32(data),
  }));
  const sizeOf = (record: number) => entries.reduce((sum, { name }) => sum + record + name.length, 0);
  const start = entries.reduce((sum, { data }) => sum + data.length, sizeOf(memberSize));
  const bytes = new Uint8Array(start + sizeOf(entrySize) + endSize);
  const view = new DataView(bytes.buffer);
  let [offset, place] = [0, start];
  for (const { name, data, sum } of entries) {
    // What both records say of a member, which begins two bytes later in the directory.
    for (const [signature, at, size] of [
      [memberSignature, offset, memberSize],
      [entrySignature, place, entrySize],
    ] as const) {
      const head = size === entrySize ? at + 2 : at;
      view.setUint32(at, signature, true);
      if (size === entrySize) view.setUint16(at + 4, 20, true);
      view.setUint16(head + 4, 20, true);
      // Names are in UTF-8.
      view.setUint16(head + 6, 0x0800, true);
      view.setUint16(head + 12, day, true);
      view.setUint32(head + 14, sum, true);
      view.setUint32(head + 18, data.length, true);
      view.setUint32(head + 22, data.length, true);
      view.setUint16(head + 26, name.length, true);
      bytes.set(name, at + size);
    }
    view.setUint32(place + 42, offset, true);
    bytes.set(data, offset + memberSize + name.length);
    offset += memberSize + name.length + data.length;
    place += entrySize + name.length;
  }
  view.setUint32(place, endSignature, true);
  view.setUint16(place + 8, entries.length, true);
  view.setUint16(place + 10, entries.length, true);
  view.setUint32(place + 12, place - start, true);
  view.setUint32(place + 16, start, true);
  return bytes;
}
