import { received } from '../../errors.js';
import {
  type ByteRange,
  checkSignature,
  type Hdf5Bytes,
  integerAt,
  rangeAt,
  undefinedAddress,
  wrong,
} from './hdf5-bytes.js';
import { messagesOf, messageTypes } from './hdf5-messages.js';
import { checkReferences } from './hdf5-texts.js';
import { elementCount } from './named-array.js';

/** What the header of an object says, as far as its bytes have to be known before the library reads the object. */
export interface Hdf5Header {
  readonly kind: 'group' | 'dataset' | 'other';
  readonly hasAttributes: boolean;
  /** Whether attributes may be elsewhere than in the header. */
  readonly hasDenseAttributes: boolean;
  /** The bits of the exponent of a floating-point type, which tell float16 from bfloat16; 0 for other types. */
  readonly exponentBits: number;
  /** Where the elements are; `undefined` where they are in chunks, in the header, or nowhere. */
  readonly contiguous: ByteRange | undefined;
}

/**
 * The header of the object at an address. Each size that it claims is checked against the bytes that there are, so that
 * the library allocates no more than that.
 *
 * @throws DataError if the header is damaged, or the data of the object is in other files.
 */
export function readHeader(file: Hdf5Bytes, address: number): Hdf5Header {
  let kind: Hdf5Header['kind'] = 'other';
  let contiguous: ByteRange | undefined;
  let [hasAttributes, hasDenseAttributes, exponentBits] = [false, false, 0];
  for (const { type, start, end } of messagesOf(file, address)) {
    if (type === messageTypes.external) throw wrong(file, 'its data in the file itself', 'external storage');
    if (type === messageTypes.dataspace) checkDataspace(file, start, end, Number.MAX_SAFE_INTEGER);
    if (type === messageTypes.datatype) exponentBits = checkDatatype(file, start, end).exponentBits;
    if (type === messageTypes.attribute) checkAttribute(file, start, end);
    if (type === messageTypes.attribute || type === messageTypes.attributeInfo) hasAttributes = true;
    if (type === messageTypes.attributeInfo) hasDenseAttributes = checkFractalHeap(file, start, 2, end);
    if (type === messageTypes.linkInfo) checkFractalHeap(file, start, 8, end);
    if (type === messageTypes.symbolTable) checkSymbolTable(file, start, end);
    if (type === messageTypes.symbolTable || type === messageTypes.linkInfo) kind = 'group';
    if (type === messageTypes.layout) {
      kind = 'dataset';
      contiguous = contiguousRange(file, start, end);
    }
  }
  return { kind, hasAttributes, hasDenseAttributes, exponentBits, contiguous };
}

/** The number of elements of a dataspace. */
function checkDataspace(file: Hdf5Bytes, start: number, end: number, most: number): number {
  const version = integerAt(file, start, 1, end);
  const rank = integerAt(file, start + 1, 1, end);
  const isNull = version === 2 && integerAt(file, start + 3, 1, end) === 2;
  if (isNull) return 0;
  const sizes = start + (version === 1 ? 8 : 4);
  const shape = Array.from({ length: rank }, (_, axis) => integerAt(file, sizes + 8 * axis, 8, end));
  return elementCount(file.owner, file.place, shape, most);
}

/** The class of types whose elements stand elsewhere, in a global heap. */
const variableLength = 9;

/** The size of an element, and what tells the types of 16 bits apart. */
function checkDatatype(
  file: Hdf5Bytes,
  start: number,
  end: number,
): { size: number; exponentBits: number; kind: number } {
  const kind = integerAt(file, start, 1, end) & 15;
  const size = integerAt(file, start + 4, 4, end);
  if (size > file.view.byteLength) throw wrong(file, 'elements smaller than the file', `elements of ${size} bytes`);
  // Texts of variable length are lists of characters: it is the size of these by which the library multiplies.
  if (kind === variableLength && (integerAt(file, start + 1, 1, end) & 15) === 1) {
    const character = integerAt(file, start + 12, 4, end);
    if (character !== 1) throw wrong(file, 'texts of characters of one byte', `${character} bytes`);
  }
  return { size, exponentBits: kind === 1 ? integerAt(file, start + 13, 1, end) : 0, kind };
}

/** Checks that the data of an attribute stands in its message, and the text that it refers to in the file. */
function checkAttribute(file: Hdf5Bytes, start: number, end: number): void {
  const version = integerAt(file, start, 1, end);
  if (version !== 1 && integerAt(file, start + 1, 1, end) !== 0) throw wrong(file, 'a type of its own', 'a shared one');
  const [nameSize, typeSize, spaceSize] = [2, 4, 6].map((at) => {
    const size = integerAt(file, start + at, 2, end);
    return version === 1 ? Math.ceil(size / 8) * 8 : size;
  }) as [number, number, number];
  const type = start + (version === 3 ? 9 : 8) + nameSize;
  const data = type + typeSize + spaceSize;
  if (data > end) throw wrong(file, 'attributes that end before their header', 'a larger one');
  const { size, kind } = checkDatatype(file, type, type + typeSize);
  const count = checkDataspace(file, type + typeSize, data, Math.floor((end - data) / Math.max(1, size)));
  if (kind === variableLength) checkReferences(file, data, count);
}

/** The most bytes that are searched for attributes. */
const mostSearched = 2 ** 31;

/**
 * Checks an attribute of texts that stands elsewhere than in a header, where only the library finds it: each part of the file
 * is checked that could be it.
 */
export function checkAttributeNamed(file: Hdf5Bytes, name: string): void {
  const bytes = new Uint8Array(file.view.buffer, file.view.byteOffset, file.view.byteLength);
  const stored = Uint8Array.of(...new TextEncoder().encode(name), 0);
  const first = stored[0] as number;
  file.checked.searched += bytes.length;
  if (file.checked.searched > mostSearched) throw wrong(file, 'attributes in its header', 'many elsewhere');
  let isFound = false;
  for (let at = bytes.indexOf(first, 9); at >= 0; at = bytes.indexOf(first, at + 1)) {
    // By version, a header of 8 or 9 bytes stands before the name.
    for (const start of [at - 8, at - 9]) {
      const isStart = bytes[start] === (start === at - 9 ? 3 : 2) || (start === at - 8 && bytes[start] === 1);
      if (!isStart || integerAt(file, start + 2, 2) !== stored.length) continue;
      if (!stored.every((byte, index) => bytes[at + index] === byte)) continue;
      checkAttribute(file, start, bytes.length);
      isFound = true;
    }
  }
  if (!isFound) throw wrong(file, 'attributes that can be checked', received(name));
}

/** Checks the heap of names and the tree of a group of the older kind. */
function checkSymbolTable(file: Hdf5Bytes, start: number, end: number): void {
  const heap = integerAt(file, start + 8, 8, end);
  checkSignature(file, heap, 'HEAP');
  rangeAt(file, heap + 24, heap + 8);
  checkTree(file, integerAt(file, start, 8, end), undefined, { left: Math.ceil(file.view.byteLength / 24) });
}

/** Checks that each node of a tree is one level below the one that refers to it, so that trees end. */
function checkTree(file: Hdf5Bytes, address: number, level: number | undefined, nodes: { left: number }): void {
  checkSignature(file, address, 'TREE');
  const own = integerAt(file, address + 5, 1);
  if (level !== undefined && own !== level) throw wrong(file, `level ${level} of a tree`, `level ${own}`);
  nodes.left -= 1;
  if (nodes.left < 0) throw wrong(file, 'a tree of nodes in the file', 'one that leads back to itself');
  const count = integerAt(file, address + 6, 2);
  for (let index = 0; index < count; index++) {
    const child = integerAt(file, address + 32 + 16 * index, 8);
    if (own > 0) checkTree(file, child, own - 1, nodes);
    else checkSignature(file, child, 'SNOD');
  }
}

/** Whether there is one of the heaps in which groups and attributes of the newer kind keep many names; its blocks are checked. */
function checkFractalHeap(file: Hdf5Bytes, start: number, orderBytes: number, end: number): boolean {
  const hasOrder = (integerAt(file, start + 1, 1, end) & 1) !== 0;
  const heap = integerAt(file, start + 2 + (hasOrder ? orderBytes : 0), 8, end);
  if (heap === undefinedAddress) return false;
  checkSignature(file, heap, 'FRHP');
  const [first, largest] = [integerAt(file, heap + 112, 8), integerAt(file, heap + 120, 8)];
  if (first > file.view.byteLength || largest > Math.max(2 ** 20, file.view.byteLength)) {
    throw wrong(file, 'blocks smaller than the file', `blocks of ${first} to ${largest} bytes`);
  }
  return true;
}

/** Where the data of a contiguous dataset is. Virtual datasets are refused, and chunks larger than any data in them. */
function contiguousRange(file: Hdf5Bytes, start: number, end: number): ByteRange | undefined {
  const version = integerAt(file, start, 1, end);
  if (version < 3) return undefined;
  const layout = integerAt(file, start + 1, 1, end);
  if (layout === 3) throw wrong(file, 'its data in the file itself', 'a virtual dataset');
  if (layout === 2) checkChunks(file, start, version === 3, end);
  if (layout !== 1 || integerAt(file, start + 2, 8, end) === undefinedAddress) return undefined;
  return rangeAt(file, start + 2, start + 10, end);
}

function checkChunks(file: Hdf5Bytes, start: number, isOld: boolean, end: number): void {
  const rank = integerAt(file, start + (isOld ? 2 : 3), 1, end);
  const size = isOld ? 4 : integerAt(file, start + 4, 1, end);
  const sizes = start + (isOld ? 11 : 5);
  const shape = Array.from({ length: rank }, (_, axis) => integerAt(file, sizes + size * axis, size, end));
  elementCount(file.owner, file.place, shape, mostBytes(file));
}

/** The most bytes that a file can hold: deflate makes them fewer by a factor of 1,032 at most, and small ones may be empty. */
export function mostBytes(file: Hdf5Bytes): number {
  return Math.min(2 ** 30, 2 ** 20 + 1032 * file.view.byteLength);
}
