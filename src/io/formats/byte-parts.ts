/** A part of a file whose bytes are made when they are written; how many there are is known before. */
export interface LaterPart {
  readonly length: number;
  readonly read: () => Uint8Array | Promise<Uint8Array>;
}

/**
 * The bytes of a file in parts that follow one another, so that large arrays are not put together before they are written. They
 * are read in their order, once.
 */
export type ByteParts = readonly (Uint8Array | LaterPart)[];

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

/** All bytes of parts that are there, in one array: the part itself where there is only one. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
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

/** All bytes of parts in one array. */
export async function wholeOf(parts: ByteParts): Promise<Uint8Array> {
  const bytes = new Uint8Array(byteCount(parts));
  let offset = 0;
  for (const part of parts) {
    bytes.set(await bytesOfPart(part), offset);
    offset += part.length;
  }
  return bytes;
}

/** The bytes of a part. */
export function bytesOfPart(part: Uint8Array | LaterPart): Uint8Array | Promise<Uint8Array> {
  return part instanceof Uint8Array ? part : part.read();
}

/** Smaller parts than this are joined before they are written; at most so many bytes are written at once. */
const [smallSize, blockSize] = [1 << 16, 1 << 23];

/** The same bytes in blocks that are worth a call of the system each: small parts are joined, large ones divided. */
export async function* blocksOf(parts: ByteParts): AsyncGenerator<Uint8Array> {
  let [small, size]: [Uint8Array[], number] = [[], 0];
  for (const part of parts) {
    if (size > 0 && (part.length >= smallSize || size >= blockSize)) {
      yield joined(small);
      [small, size] = [[], 0];
    }
    const bytes = await bytesOfPart(part);
    if (bytes.length >= smallSize) {
      for (let start = 0; start < bytes.length; start += blockSize) yield bytes.subarray(start, start + blockSize);
    } else {
      small.push(bytes);
      size += bytes.length;
    }
  }
  if (size > 0) yield joined(small);
}

/** The same bytes in files of `size` bytes each, of which the last may have fewer. */
export async function dividedInto(parts: ByteParts, size: number): Promise<readonly ByteParts[]> {
  const files: Uint8Array[][] = [];
  let free = 0;
  for (const part of parts) {
    const bytes = await bytesOfPart(part);
    for (let start = 0; start < bytes.length; ) {
      if (free === 0) {
        files.push([]);
        free = size;
      }
      const slice = bytes.subarray(start, start + free);
      files.at(-1)?.push(slice);
      free -= slice.length;
      start += slice.length;
    }
  }
  return files;
}
