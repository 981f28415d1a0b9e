import type { Tensor } from 'tupleflow';

/** For each row, the place of its highest number. */
export async function mostLikely(probabilities: Tensor<[number, number]>): Promise<readonly number[]> {
  const values = await probabilities.data();
  const [rows, classes] = probabilities.shape;
  return Array.from({ length: rows }, (_, row) => {
    const ofRow = values.subarray(row * classes, (row + 1) * classes);
    return ofRow.indexOf(Math.max(...ofRow));
  });
}
