/** An IDX file: its element type's code, the sizes of its axes, and its elements as bytes. */
export function idxBytes(code: number, shape: readonly number[], elements: Iterable<number>): Uint8Array<ArrayBuffer> {
  const sizes = shape.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, code, shape.length, ...sizes, ...elements]);
}

/** An IDX file of uint8 whose elements are 0, 1, 2 and so on, from 255 again from 0. */
export function countingIdx(shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, size) => product * size, 1);
  return idxBytes(
    0x08,
    shape,
    Array.from({ length: count }, (_, index) => index & 255),
  );
}
