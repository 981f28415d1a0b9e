import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { byteCount, joined, wholeOf } from '../../../src/io/formats/byte-parts.js';
import { writeZip } from '../../../src/io/formats/write-zip.js';
import { isZip, readZip } from '../../../src/io/formats/zip.js';
import { goldenFile } from './golden-file.js';

const text = (content: string) => new TextEncoder().encode(content);

/** An archive of members that are in one part each. */
function archiveOf(members: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = writeZip(new Map(Object.entries(members).map(([path, bytes]) => [path, [bytes]])));
  return joined(parts.filter((part) => part instanceof Uint8Array));
}

/** The bytes of an archive with one change: `offset` counts from the first place where `from` stands. */
function changed(archive: Uint8Array, from: readonly number[], offset: number, to: readonly number[]): Uint8Array {
  const bytes = archive.slice();
  const start = bytes.findIndex((_, index) => from.every((byte, step) => bytes[index + step] === byte));
  bytes.set(to, start + offset);
  return bytes;
}

const directory = [0x50, 0x4b, 1, 2];
const member = [0x50, 0x4b, 3, 4];
const end = [0x50, 0x4b, 5, 6];
const largeEnd = [0x50, 0x4b, 6, 6];
const locator = [0x50, 0x4b, 6, 7];
const plain = archiveOf({ 'a.txt': text('hello') });
const zip64 = goldenFile('zip64.zip');
/** The field of `large.bin` in the directory, which has two sizes and an offset. */
const largeField = [1, 0, 24, 0, 0, 1];

describe('readZip', () => {
  it('reads what zipfile writes', () => {
    const members = readZip(goldenFile('stored.zip'), 'f');
    expect([...members.keys()]).toEqual(['metadata.json', 'assets/grün.txt', 'large.bin']);
    expect(members.get('assets/grün.txt')?.read()).toEqual(text('green'));
    expect(members.get('large.bin')?.size).toBe(256);
    expect(members.get('large.bin')?.read()).toEqual(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  });

  it('reads what is compressed, and leaves folders out', () => {
    const members = readZip(goldenFile('deflated.zip'), 'f');
    expect([...members.keys()]).toEqual(['assets/zeros.bin']);
    expect(
      members
        .get('assets/zeros.bin')
        ?.read()
        .every((byte) => byte === 0),
    ).toBe(true);
    expect(members.get('assets/zeros.bin')?.size).toBe(100_000);
  });

  it('reads what zipfile writes in ZIP64', () => {
    const members = readZip(zip64, 'f');
    expect([...members.keys()]).toEqual(['small.txt', 'large.bin', 'zeros.bin']);
    expect(members.get('small.txt')?.read()).toEqual(text('green'));
    expect(members.get('large.bin')?.read()).toEqual(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    expect(members.get('zeros.bin')?.read()).toEqual(new Uint8Array(10_000));
  });

  it('shares the memory of stored members', () => {
    const archive = archiveOf({ a: Uint8Array.of(1, 2, 3) });
    expect(readZip(archive, 'f').get('a')?.read().buffer).toBe(archive.buffer);
  });

  it('gives back what writeZip was given', () => {
    const name = fc.stringMatching(/^[a-z_0-9é]{1,8}(\/[a-z_0-9]{1,8}){0,2}$/);
    const files = fc.dictionary(name, fc.uint8Array({ maxLength: 100 }), { noNullPrototype: true });
    fc.assert(
      fc.property(files, fc.boolean(), (content, isDeflated) => {
        const archive = isDeflated ? zipSync(content) : archiveOf(content);
        const members = [...readZip(archive, 'f')].map(([key, file]) => [key, file.read()] as const);
        expect(new Map(members)).toEqual(new Map(Object.entries(content)));
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('knows an archive by its first bytes', () => {
    expect([isZip(plain), isZip(text('PK')), isZip(text('{"a": 1}'))]).toEqual([true, false, false]);
  });

  it.each([
    '../a',
    'a/../../b',
    '/etc/passwd',
    'C:\\a',
    'c:a',
    'a\\b',
    './a',
    'a//b',
    '',
    'a\0b',
    'a\nb',
    '__proto__',
    'a/__proto__/b',
    'x'.repeat(5000),
  ])('refuses the path %j', (path) => {
    const archive = zipSync({ [`${path}`.replace('__proto__', '__prot__')]: text('x') });
    // The writer of the test cannot make all of them, so that some are made from others.
    const named = path.includes('__proto__') ? renamed(path) : archive;
    expect(() => readZip(named, 'f')).toThrow(DataError);
    expect(() => writeZip(new Map([[path, [text('x')]]]))).toThrow(DataError);
  });

  it.each([
    ['nothing', text(''), 'the end of the ZIP archive expects the record that ends every archive'],
    ['no archive', text('x'.repeat(1000)), 'the end of the ZIP archive expects the record that ends every archive'],
    ['a file that is cut off', plain.subarray(0, -1), 'expects the record that ends every archive'],
    ['a damaged member', changed(plain, [...text('hello')], 0, [0]), 'a.txt expects the data of its checksum'],
    [
      'two names for a member',
      changed(plain, member, 30, [0x62]),
      "a.txt expects the same name before its data (received 'b.txt')",
    ],
    ['encrypted members', changed(plain, directory, 8, [1]), 'a.txt expects data that is not encrypted'],
    [
      'other methods',
      changed(plain, directory, 10, [12]),
      'a.txt expects the method stored or deflate (received method 12)',
    ],
    ['another size', changed(plain, directory, 24, [6]), 'a.txt expects 6 bytes, uncompressed (received 5)'],
    ['members that are elsewhere', changed(plain, directory, 42, [1]), 'a.txt expects a member at byte 1'],
    ['a directory that is elsewhere', changed(plain, end, 16, [1]), 'the directory before it'],
    ['several disks', changed(plain, end, 4, [1]), 'expects one disk'],
    ['more entries than there are', changed(plain, end, 8, [2, 0, 2]), 'the ZIP directory expects an entry'],
    ['fewer entries than there are', changed(plain, end, 8, [0, 0, 0]), 'the ZIP directory expects 0 entries'],
    ['ZIP64 without its records', changed(plain, end, 16, [255, 255, 255, 255]), 'the two records of ZIP64 before it'],
    ['another place of its record', changed(zip64, locator, 8, [1]), 'the two records of ZIP64 before it'],
    ['its record under another name', changed(zip64, largeEnd, 0, [1]), 'the two records of ZIP64 before it'],
    ['several disks in ZIP64', changed(zip64, largeEnd, 24, [1]), 'expects one disk'],
    ['a directory that is elsewhere in ZIP64', changed(zip64, largeEnd, 48, [1]), 'the directory before it'],
    ['an immense directory', changed(zip64, largeEnd, 40, Array(8).fill(255)), 'the directory before it'],
    ['a size without its field', changed(zip64, largeField, 0, [9]), 'its sizes in a field of ZIP64 (received none)'],
    ['a field that is too short', changed(zip64, largeField, 2, [8]), 'its sizes in a field of ZIP64 (received none)'],
    ['an immense size', changed(zip64, largeField, 4, Array(7).fill(255)), 'bytes, uncompressed'],
    ['an immense offset', changed(zip64, largeField, 20, Array(7).fill(255)), 'expects a member at byte'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => [...readZip(bytes, 'f').values()].map((file) => file.read())).toThrow(DataError);
    expect(() => [...readZip(bytes, 'f').values()].map((file) => file.read())).toThrow(message);
  });

  it('refuses two members of one name', () => {
    const archive = archiveOf({ aa: text('1'), ab: text('2') });
    const bytes = Uint8Array.from(archive, (byte, index) =>
      byte === 0x62 && archive[index - 1] === 0x61 ? 0x61 : byte,
    );
    expect(() => readZip(bytes, 'f')).toThrow('f: aa expects to be there once (received two members of this name)');
  });

  it('refuses members that share their bytes', () => {
    // The second entry of the directory leads to the first member, under its name.
    const archive = archiveOf({ a: text('1'), b: text('1') });
    const second = archive.lastIndexOf(0x62);
    archive.set([0x61], second);
    archive.set([0, 0, 0, 0], second - 4);
    expect(() => readZip(archive, 'f')).toThrow(DataError);
  });

  it('stops where more comes out of a member than it claims', () => {
    const archive = zipSync({ a: new Uint8Array(5_000_000) });
    const size = changed(archive, directory, 24, [16, 0, 0, 0]);
    const start = performance.now();
    expect(() => readZip(size, 'f').get('a')?.read()).toThrow('f: a expects 16 bytes, decompressed (received more)');
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('refuses more than 4 GiB that are a hundred times the archive', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const archive = zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(1000)])));
    const bytes = archive.slice();
    for (let index = 0; index < bytes.length; index++) {
      if (directory.every((byte, step) => bytes[index + step] === byte)) bytes.set([0, 0, 0, 0xf0], index + 24);
    }
    expect(() => readZip(bytes, 'f')).toThrow(/^f: the archive expects at most 100 times \d+ bytes/);
  });
});

/** An archive with a member of another name of the same length. */
function renamed(path: string): Uint8Array {
  const archive = zipSync({ [path.replace('__proto__', '__prxto__')]: text('x') });
  return Uint8Array.from(archive, (byte, index) => (byte === 0x78 && archive[index - 1] === 0x72 ? 0x6f : byte));
}

describe('writeZip', () => {
  it('writes the same bytes for the same members', () => {
    expect(archiveOf({ 'a.txt': text('hello') })).toEqual(plain);
  });

  it('writes more members than 16 bits can count', () => {
    const names = Array.from({ length: 70_000 }, (_, index) => `m${index}`);
    const archive = archiveOf(Object.fromEntries(names.map((name, index) => [name, Uint8Array.of(index)])));
    const members = readZip(archive, 'f');
    expect(members.size).toBe(70_000);
    expect(members.get('m69999')?.read()).toEqual(Uint8Array.of(69_999));
    expect(unzipSync(archive).m69999).toEqual(Uint8Array.of(69_999));
  });

  it('writes what is larger than 4 GiB as zipfile does', async () => {
    const large = { length: 5 * 2 ** 30, copy: (target: Uint8Array) => void target.fill(0) };
    const parts = writeZip(
      new Map([
        ['large.bin', [large]],
        ['after.txt', [text('green')]],
      ]),
    );
    // Of the member, only the first bytes are made: what is between them and the records at the end are zeros.
    const place = parts.findIndex(({ length }) => length === large.length);
    const start = await wholeOf(parts.slice(0, place));
    const rest = await wholeOf(parts.slice(place + 1));
    expect([start.length % 64, byteCount(parts)]).toEqual([0, start.length + large.length + rest.length]);
    const local = new DataView(start.buffer);
    expect([local.getUint16(4, true), local.getUint32(18, true), local.getUint32(22, true)]).toEqual([
      45, 0xffffffff, 0xffffffff,
    ]);
    expect([local.getUint16(39, true), local.getUint16(41, true)]).toEqual([1, 16]);
    expect([43, 51].map((offset) => Number(local.getBigUint64(offset, true)))).toEqual([large.length, large.length]);
    const view = new DataView(rest.buffer);
    // The record after the data: a signature, the checksum, and two sizes of 8 bytes.
    expect(view.getUint32(0, true)).toBe(0x08074b50);
    expect([8, 16].map((offset) => Number(view.getBigUint64(offset, true)))).toEqual([large.length, large.length]);
    const directory = [0x50, 0x4b, 1, 2];
    const entries = [...rest.keys()].filter((index) => directory.every((byte, step) => rest[index + step] === byte));
    const [first = 0, second = 0] = entries;
    expect(entries.length).toBe(2);
    expect([view.getUint16(first + 6, true), view.getUint16(first + 30, true)]).toEqual([45, 20]);
    expect([view.getUint16(second + 6, true), view.getUint16(second + 30, true)]).toEqual([45, 12]);
    expect(view.getUint32(second + 42, true)).toBe(0xffffffff);
    expect(Number(view.getBigUint64(second + 46 + 9 + 4, true))).toBe(start.length + large.length + 24);
  });
});
