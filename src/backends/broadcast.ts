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

type Elements = ArrayLike<number>;

/** The elements of a tensor of `shape`, broadcast to `target`; the same array, where there is nothing to repeat. */
function expanded(values: Elements, shape: readonly number[], target: readonly number[]): Elements {
  const size = target.reduce((product, dimension) => product * dimension, 1);
  if (values.length === size) return values;
  return Float32Array.from(broadcastIndices(shape, target), (index) => values[index] as number);
}

/** Writes `compute` of the elements of two tensors into `out`, whose shape both are broadcast to. */
export function combine(
  out: Float32Array,
  shape: readonly number[],
  [left, leftShape]: readonly [Elements, readonly number[]],
  [right, rightShape]: readonly [Elements, readonly number[]],
  compute: (left: number, right: number) => number,
): void {
  const lefts = expanded(left, leftShape, shape);
  const rights = expanded(right, rightShape, shape);
  for (let index = 0; index < out.length; index++) {
    out[index] = compute(lefts[index] as number, rights[index] as number);
  }
}
