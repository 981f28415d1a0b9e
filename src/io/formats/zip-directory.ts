import { checkPath, formatError } from './format-error.js';

/** What the directory of an archive says of a member. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its header begins. */
  readonly offset: number;
}

/** The first bytes of the records of an archive: its end, an entry of its directory, and a member. */
export const endSignature = 0x06054b50;
export const entrySignature = 0x02014b50;
export const memberSignature = 0x04034b50;
/** The sizes of these three records, without what varies. */
export const endSize = 22;
export const entrySize = 46;
export const memberSize = 30;

/**
 * The records of ZIP64: the end of an archive, and what says where it begins. They hold what the record of the end has no room for,
 * where it has {@link most16} or {@link most32}; an extra field holds what an entry or a header has none for.
 */
export const largeEnd = { signature: 0x06064b50, size: 56 } as const;
export const locator = { signature: 0x07064b50, size: 20 } as const;
export const largeField = 0x0001;
/** The highest numbers of 16 and 32 bits, which stand for others that are elsewhere. */
export const most16 = 0xffff;
export const most32 = 0xffffffff;

interface Directory {
  readonly start: number;
  readonly end: number;
  /** The number of entries. */
  readonly count: number;
}

/** Where the directory is: its record stands at the end, before a comment whose length it says. */
export function directoryOf(view: DataView, owner: string): Directory {
  const wrong = (expected: string, got: string) => formatError(owner, 'the end of the ZIP archive', expected, got);
  for (let end = view.byteLength - endSize; end >= Math.max(0, view.byteLength - endSize - 0xffff); end--) {
    if (view.getUint32(end, true) !== endSignature) continue;
    if (view.getUint16(end + 20, true) !== view.byteLength - end - endSize) continue;
    const count = view.getUint16(end + 10, true);
    const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
    const isWhole = view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count;
    if (!isWhole) throw wrong('one disk', 'several');
    // Some tools write the records of ZIP64 also where they are not needed.
    const isLarge = count === most16 || size === most32 || start === most32 || hasLocator(view, end);
    const directory = isLarge ? largeDirectory(view, end, wrong) : { start, end, count };
    if (start + size !== end && !isLarge) throw wrong('the directory before it', 'another place');
    return directory;
  }
  throw wrong('the record that ends every archive', 'a file that is cut off, or no archive');
}

function hasLocator(view: DataView, end: number): boolean {
  return end >= locator.size && view.getUint32(end - locator.size, true) === locator.signature;
}

/** The same for an archive in ZIP64, whose two records stand before that of the end, one after the other. */
function largeDirectory(view: DataView, end: number, wrong: (expected: string, got: string) => Error): Directory {
  const place = end - locator.size;
  const record = place - largeEnd.size;
  const isThere =
    record >= 0 &&
    hasLocator(view, end) &&
    view.getUint32(record, true) === largeEnd.signature &&
    numberAt(view, place + 8) === record &&
    numberAt(view, record + 4) === largeEnd.size - 12;
  if (!isThere) throw wrong('the two records of ZIP64 before it', 'something else');
  const count = numberAt(view, record + 32);
  const disks = [view.getUint32(place + 4, true), view.getUint32(record + 16, true), view.getUint32(record + 20, true)];
  if (disks.some((disk) => disk !== 0) || numberAt(view, record + 24) !== count) throw wrong('one disk', 'several');
  const start = numberAt(view, record + 48);
  if (start + numberAt(view, record + 40) !== record) throw wrong('the directory before it', 'another place');
  return { start, end: record, count };
}

/** A number of 64 bits. Those above 2^53 are not exact, but larger than any archive. */
function numberAt(view: DataView, offset: number): number {
  return Number(view.getBigUint64(offset, true));
}

/** The entry of the directory at an offset, and where the next one begins. */
export function entryAt(view: DataView, offset: number, end: number, owner: string): { entry: ZipEntry; next: number } {
  const wrong = (expected: string, got: string) => formatError(owner, 'the ZIP directory', expected, got);
  if (offset + entrySize > end || view.getUint32(offset, true) !== entrySignature) {
    throw wrong(`an entry at byte ${offset}`, 'something else');
  }
  const nameEnd = offset + entrySize + view.getUint16(offset + 28, true);
  const extraEnd = nameEnd + view.getUint16(offset + 30, true);
  const next = extraEnd + view.getUint16(offset + 32, true);
  if (next > end) throw wrong('entries that end before it does', `one of ${next - offset} bytes`);
  const name = decodeName(view, offset + entrySize, nameEnd, owner);
  const flags = view.getUint16(offset + 8, true);
  const method = view.getUint16(offset + 10, true);
  if ((flags & 0x2041) !== 0) throw formatError(owner, name, 'data that is not encrypted', 'an encrypted member');
  if (method !== 0 && method !== 8) throw formatError(owner, name, 'the method stored or deflate', `method ${method}`);
  const [size, packedSize, start] = sizesOf(view, offset, [nameEnd, extraEnd], owner, name);
  if ((method === 0 || name.endsWith('/')) && packedSize !== size) {
    throw formatError(owner, name, `${size} bytes, uncompressed`, `${packedSize}`);
  }
  const checksum = view.getUint32(offset + 16, true);
  return { entry: { name, isDeflated: method === 8, checksum, packedSize, size, offset: start }, next };
}

/** The size of a member, that of its data and where its header begins: those with no room in the entry are in an extra field. */
function sizesOf(
  view: DataView,
  entry: number,
  [start, end]: readonly [number, number],
  owner: string,
  name: string,
): readonly [size: number, packedSize: number, offset: number] {
  const stated = [24, 20, 42].map((at) => view.getUint32(entry + at, true));
  let [field, fieldEnd] = [start, start];
  while (field + 4 <= end) {
    fieldEnd = field + 4 + view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === largeField) break;
    field = fieldEnd;
  }
  let next = field + 4;
  const sizes = stated.map((value) => {
    if (value !== most32) return value;
    if (next + 8 > Math.min(fieldEnd, end)) throw formatError(owner, name, 'its sizes in a field of ZIP64', 'none');
    next += 8;
    return numberAt(view, next - 8);
  });
  return sizes as [number, number, number];
}

/** The path of a member, which is checked; that of a folder ends with a slash. */
function decodeName(view: DataView, offset: number, end: number, owner: string): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + offset, end - offset);
  const name = new TextDecoder().decode(bytes);
  checkPath(owner, 'the ZIP directory', name.endsWith('/') ? name.slice(0, -1) : name);
  return name;
}
