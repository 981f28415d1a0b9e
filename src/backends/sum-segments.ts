import type { backend_util } from '@tensorflow/tfjs-core';

/**
 * Adds each row of `rows` to the row of `sums` that its segment names; rows whose segment is out of range are left out.
 *
 * @param size the number of elements of a row.
 */
export function sumSegments(
  sums: backend_util.TypedArray,
  rows: backend_util.TypedArray,
  segments: ArrayLike<number>,
  size: number,
): void {
  const count = size === 0 ? 0 : sums.length / size;
  for (let row = 0; row < segments.length; row++) {
    const segment = segments[row] as number;
    if (segment >= 0 && segment < count) addRow(sums, segment * size, rows, row * size, size);
  }
}

function addRow(
  sums: backend_util.TypedArray,
  to: number,
  rows: backend_util.TypedArray,
  from: number,
  size: number,
): void {
  for (let index = 0; index < size; index++) (sums[to + index] as number) += rows[from + index] as number;
}
