/** For each element of `target`, which element of a tensor of `shape` is broadcast to it. */
export function broadcastIndices(shape: readonly number[], target: readonly number[]): Int32Array {
  let indices = Int32Array.of(0);
  let stride = shape.reduce((product, size) => product * size, 1);
  for (const [axis, size] of target.entries()) {
    const own = shape[axis - target.length + shape.length] ?? 1;
    stride /= own;
    const step = own === 1 ? 0 : stride;
    const next = new Int32Array(indices.length * size);
    for (let index = 0; index < next.length; index++) {
      next[index] = (indices[Math.floor(index / size)] as number) + (index % size) * step;
    }
    indices = next;
  }
  return indices;
}

/** The elements of a tensor of `shape`, broadcast to `target`; the same array, where there is nothing to repeat. */
export function expanded(values: Float32Array, shape: readonly number[], target: readonly number[]): Float32Array {
  const size = target.reduce((product, dimension) => product * dimension, 1);
  if (values.length === size) return values;
  return Float32Array.from(broadcastIndices(shape, target), (index) => values[index] as number);
}
