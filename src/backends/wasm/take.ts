import * as tf from '@tensorflow/tfjs-core';

type Elements = tf.backend_util.TypedArray;

/** From how many elements on a block copy is faster than a loop. */
const blockSize = 32;

/**
 * Copies the elements at chosen indices of each axis.
 *
 * @param picks for each axis the indices to take, in their order, or `undefined` for all.
 */
export function take(
  values: Elements,
  shape: readonly number[],
  picks: readonly (Int32Array | undefined)[],
  out: Elements,
): void {
  const last = picks.reduce((latest, pick, axis) => (pick ? axis : latest), -1);
  const block = tf.util.sizeFromShape(shape.slice(last + 1));
  const runs = last < 0 ? [{ start: 0, count: 1 }] : runsOf(picks[last] as Int32Array);
  const strides = shape.map((_, axis) => tf.util.sizeFromShape(shape.slice(axis + 1)));
  let target = 0;

  const visit = (axis: number, source: number): void => {
    if (axis >= last) {
      for (const { start, count } of runs) {
        copyElements(values, source + start * block, out, target, count * block);
        target += count * block;
      }
      return;
    }
    const pick = picks[axis];
    const stride = strides[axis] as number;
    const count = pick ? pick.length : (shape[axis] as number);
    for (let index = 0; index < count; index++)
      visit(axis + 1, source + (pick ? (pick[index] as number) : index) * stride);
  };
  visit(0, 0);
}

export function copyElements(values: Elements, source: number, copies: Elements, target: number, size: number): void {
  if (size >= blockSize) copies.set(values.subarray(source, source + size), target);
  else for (let index = 0; index < size; index++) copies[target + index] = values[source + index] as number;
}

/** Indices that follow one another can be copied at once. */
function runsOf(pick: Int32Array): { start: number; count: number }[] {
  const runs: { start: number; count: number }[] = [];
  for (const index of pick) {
    const run = runs.at(-1);
    if (run && run.start + run.count === index) run.count++;
    else runs.push({ start: index, count: 1 });
  }
  return runs;
}
