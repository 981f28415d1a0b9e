/** A part of a file whose bytes are made when they are written; how many there are is known before. */
export interface LaterPart {
  readonly length: number;
  /** Fills `target` with the bytes from `start` on. */
  readonly copy: (target: Uint8Array, start: number) => void | Promise<void>;
}

/**
 * The bytes of a file in parts that follow one another, so that large arrays are not put together before they are written. They
 * are copied in their order, each byte once.
 */
export type ByteParts = readonly (Uint8Array | LaterPart)[];

/** A part that is small, and made as a whole. */
export function laterPart(length: number, make: () => Uint8Array): LaterPart {
  return { length, copy: (target, start) => copyPart(make(), target, start) };
}

/** Fills `target` with the bytes of a part from `start` on. */
export function copyPart(part: ByteParts[number], target: Uint8Array, start: number): void | Promise<void> {
  if (!(part instanceof Uint8Array)) return part.copy(target, start);
  target.set(part.subarray(start, start + target.length));
}

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
    await copyPart(part, bytes.subarray(offset, offset + part.length), 0);
    offset += part.length;
  }
  return bytes;
}

/** How many bytes are written at once. */
const blockSize = 1 << 21;

/**
 * The same bytes in blocks that are worth a call of the system each. One can be written while the next is made: the memory of a
 * block is used again for the one after that.
 */
export async function* blocksOf(parts: ByteParts): AsyncGenerator<Uint8Array> {
  const size = Math.min(blockSize, byteCount(parts));
  let [block, next] = [new Uint8Array(size), new Uint8Array(size)];
  let filled = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; ) {
      const count = Math.min(part.length - start, size - filled);
      await copyPart(part, block.subarray(filled, filled + count), start);
      start += count;
      filled += count;
      if (filled < size) continue;
      yield block;
      [block, next] = [next, block];
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}

/** The same bytes in files of `size` bytes each, of which the last may have fewer. */
export function dividedInto(parts: ByteParts, size: number): readonly ByteParts[] {
  const files: ByteParts[number][][] = [];
  let free = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; ) {
      if (free === 0) {
        files.push([]);
        free = size;
      }
      const end = Math.min(start + free, part.length);
      files.at(-1)?.push(sliceOf(part, start, end));
      free -= end - start;
      start = end;
    }
  }
  return files;
}

function sliceOf(part: ByteParts[number], start: number, end: number): ByteParts[number] {
  if (part instanceof Uint8Array) return part.subarray(start, end);
  return { length: end - start, copy: (target, offset) => part.copy(target, start + offset) };
}
