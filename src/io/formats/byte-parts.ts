/** The bytes of a file in parts that follow one another, so that large arrays are written from where they are. */
export type ByteParts = readonly Uint8Array[];

/**
 * The number of bytes at whose multiples arrays begin in files that are written here. Typed arrays can then share the memory
 * of the file, and whoever maps it into memory finds them aligned.
 */
export const alignment = 64;

/** Zeros that move what follows so many bytes to the next multiple of the alignment. */
export function paddingAfter(size: number): Uint8Array {
  return new Uint8Array(-size & (alignment - 1));
}

/** The number of bytes of all parts. */
export function byteCount(parts: ByteParts): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** All bytes in one array, which is the part itself where there is only one. */
export function joined(parts: ByteParts): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(byteCount(parts));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Smaller parts than this are joined before they are written; at most so many bytes are written at once. */
const [smallSize, blockSize] = [1 << 16, 1 << 24];

/** The same bytes in parts that are worth a call of the system each: small ones are joined, large ones divided. */
export function* blocksOf(parts: ByteParts): Generator<Uint8Array> {
  let [small, size]: [Uint8Array[], number] = [[], 0];
  for (const part of parts) {
    if (size > 0 && (part.length >= smallSize || size >= blockSize)) {
      yield joined(small);
      [small, size] = [[], 0];
    }
    if (part.length >= smallSize) yield* slicesOf(part, blockSize);
    else {
      small.push(part);
      size += part.length;
    }
  }
  if (size > 0) yield joined(small);
}

function* slicesOf(part: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < part.length; start += size) yield part.subarray(start, start + size);
}

/** The same bytes in groups of parts of `size` bytes each, of which the last may have fewer. */
export function groupsOf(parts: ByteParts, size: number): readonly ByteParts[] {
  const groups: Uint8Array[][] = [];
  let free = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; ) {
      if (free === 0) {
        groups.push([]);
        free = size;
      }
      const slice = part.subarray(start, start + free);
      groups.at(-1)?.push(slice);
      free -= slice.length;
      start += slice.length;
    }
  }
  return groups;
}
