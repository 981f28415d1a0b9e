import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { makeTensor, release, runKernel } from './heap.js';
import { by, type Replacement } from './replacement.js';

interface ReductionInput {
  readonly x: TensorInfo;
}

interface ReductionAttributes {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

/** The axes that are summed over, taken together, between those before and after them. */
interface ReductionSizes {
  readonly outer: number;
  readonly summed: number;
  readonly inner: number;
}

/**
 * Sums along axes.
 *
 * The stock kernel adds single-precision numbers one after another: the mean of a million of them is wrong in the
 * fourth place.
 */
export const Sum: Replacement = by(
  defineKernel<ReductionInput, ReductionAttributes>(({ inputs: { x }, attrs: { axis, keepDims }, backend }) =>
    reduce(backend, x, axis, keepDims, tf.upcastType(x.dtype, 'int32'), () => 1),
  ),
);

/** {@link Sum}, divided by how many there are. */
export const Mean: Replacement = by(
  defineKernel<ReductionInput, ReductionAttributes>(({ inputs: { x }, attrs: { axis, keepDims }, backend }) =>
    reduce(backend, x, axis, keepDims, 'float32', (summed) => (summed === 0 ? 0 : 1 / summed)),
  ),
);

function reduce(
  backend: BackendWasm,
  x: TensorInfo,
  axis: number | number[],
  keepDims: boolean | undefined,
  dtype: tf.DataType,
  scaleOf: (summed: number) => number,
): TensorInfo {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  const [keptShape, summedShape] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
  const shape = keepDims ? tf.backend_util.expandShapeToKeepDim(keptShape, axes) : keptShape;
  const summed = tf.util.sizeFromShape(summedShape);
  const isOneBlock = axes.every((value, index) => index === 0 || value === (axes[index - 1] as number) + 1);
  const permutation = isOneBlock ? null : tf.backend_util.getAxesPermutation(axes, x.shape.length);
  const source = permutation ? runKernel(backend, 'Transpose', { x }, { perm: permutation }) : x;
  const out = makeTensor(backend, shape, dtype);
  const inner = isOneBlock ? tf.util.sizeFromShape(x.shape.slice((axes.at(-1) ?? x.shape.length - 1) + 1)) : 1;
  const sizes = { outer: tf.util.sizeFromShape(keptShape) / inner, summed, inner };
  sumInto(backend.typedArrayFromHeap(out), backend.typedArrayFromHeap(source), sizes, scaleOf(summed));
  if (source !== x) release(backend, source);
  return out;
}

function sumInto(
  sums: tf.backend_util.TypedArray,
  terms: tf.backend_util.TypedArray,
  { outer, summed, inner }: ReductionSizes,
  scale: number,
): void {
  if (inner === 1) {
    for (let row = 0; row < outer; row++) sums[row] = sumOfRow(terms, row * summed, summed) * scale;
    return;
  }
  const totals = new Float64Array(inner);
  const size = summed * inner;
  for (let block = 0; block < outer; block++) {
    totals.fill(0);
    const end = (block + 1) * size;
    let row = block * size;
    for (; row + 4 * inner <= end; row += 4 * inner) addFourRows(totals, terms, row);
    for (; row < end; row += inner) addRow(totals, terms, row);
    for (let column = 0; column < inner; column++) sums[block * inner + column] = (totals[column] as number) * scale;
  }
}

function addRow(totals: Float64Array, terms: tf.backend_util.TypedArray, row: number): void {
  for (let column = 0; column < totals.length; column++) (totals[column] as number) += terms[row + column] as number;
}

function addFourRows(totals: Float64Array, terms: tf.backend_util.TypedArray, row: number): void {
  const size = totals.length;
  const second = row + size;
  const third = second + size;
  const fourth = third + size;
  for (let column = 0; column < size; column++) {
    (totals[column] as number) +=
      (terms[row + column] as number) +
      (terms[second + column] as number) +
      (terms[third + column] as number) +
      (terms[fourth + column] as number);
  }
}

/** Four sums at a time, for an addition need not wait for the one before. */
function sumOfRow(terms: tf.backend_util.TypedArray, start: number, size: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let index = start;
  for (const end = start + size - (size % 4); index < end; index += 4) {
    first += terms[index] as number;
    second += terms[index + 1] as number;
    third += terms[index + 2] as number;
    fourth += terms[index + 3] as number;
  }
  for (const end = start + size; index < end; index++) first += terms[index] as number;
  return first + second + third + fourth;
}
