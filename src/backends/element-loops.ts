import type { backend_util } from '@tensorflow/tfjs-core';

/**
 * Functions of single numbers that TensorFlow.js' kernels get wrong at zero, NaN and the infinities. They are what Keras
 * computes on TensorFlow.
 *
 * Some results differ from those of Keras on TensorFlow and are meant to: `argmax` and `argmin` of NaN are the place of
 * the first element, as if NaN were not there; sums, means and products are computed in double precision, so that those
 * of a few numbers near 3e38 do not overflow on the way; `hardShrink` and `softShrink` of NaN are NaN, not 0; softmax of
 * a row with Infinity is NaN throughout, as in Keras on JAX; squareplus of -Infinity is 0, not NaN.
 */

/** The quotient of two float32 numbers rounded down: `Infinity` for 5 / 0, NaN for 0 / 0. */
export function floorDivide(left: number, right: number): number {
  return Math.floor(Math.fround(left / right));
}

/** The remainder with the sign of the divisor. */
export function modulo(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

/** The power, which is 1 for base 1, and for base -1 with an infinite exponent; in JavaScript these are NaN. */
export function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}

/** -1, 0 or 1, and NaN for NaN. */
export function signOf(value: number): number {
  return value > 0 ? 1 : value < 0 ? -1 : value === 0 ? 0 : Number.NaN;
}

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
