import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { makeTensor, reshaped } from './heap.js';
import { by, notStrings, type Replacement } from './replacement.js';

interface Source {
  readonly x: TensorInfo;
}

/** The same data once more, as on other backends: no kernel writes into its inputs. The stock kernel copies it. */
export const Identity: Replacement = by(
  defineKernel<Source>(({ inputs: { x }, backend }) => {
    backend.incRef(x.dataId);
    return reshaped(x, x.shape);
  }),
  notStrings,
);

/** A part of a tensor. The stock kernel copies all of the tensor first. */
export const Slice: Replacement = by(
  defineKernel<Source, { readonly begin: number[]; readonly size: number[] }>(
    ({ inputs: { x }, attrs: { begin, size }, backend }) => {
      const [starts = [], sizes = []] = tf.slice_util.parseSliceParams(x as unknown as tf.Tensor, begin, size);
      tf.slice_util.assertParamsValid(x as unknown as tf.Tensor, starts, sizes);
      const picks = sizes.map((count, axis) => span(x, axis, starts[axis] as number, count));
      return taken(backend, x, picks, sizes);
    },
  ),
  notStrings,
);

/** The slices along an axis, without that axis. The stock kernel copies all of the tensor for each. */
export const Unpack: Replacement = by(
  defineKernel<{ readonly value: TensorInfo }, { readonly axis: number }, TensorInfo[]>(
    ({ inputs: { value }, attrs: { axis }, backend }) => {
      const along = axis < 0 ? axis + value.shape.length : axis;
      const shape = value.shape.filter((_, other) => other !== along);
      return Array.from({ length: value.shape[along] as number }, (_, index) =>
        taken(backend, value, pickAlong(value, along, Int32Array.of(index)), shape),
      );
    },
  ),
  notStrings,
);

/** Parts of a tensor that follow one another along an axis. The stock kernel copies all of the tensor for each. */
export const SplitV: Replacement = by(
  defineKernel<Source, { readonly numOrSizeSplits: number | number[]; readonly axis: number }, TensorInfo[]>(
    ({ inputs: { x }, attrs: { numOrSizeSplits, axis }, backend }) => {
      const [along = 0] = tf.util.parseAxisParam(axis, x.shape);
      const sizes = tf.backend_util.prepareSplitSize(x as unknown as tf.Tensor, numOrSizeSplits, along);
      let start = 0;
      return sizes.map((size) => {
        const pick = span(x, along, start, size);
        start += size;
        const shape = x.shape.map((whole, other) => (other === along ? size : whole));
        return taken(backend, x, pickAlong(x, along, pick), shape);
      });
    },
  ),
  notStrings,
);

/** Turns axes around. The stock kernel works out the place of every element anew. */
export const Reverse: Replacement = by(
  defineKernel<Source, { readonly dims: number | number[] }>(({ inputs: { x }, attrs: { dims }, backend }) => {
    const axes = tf.util.parseAxisParam(dims, x.shape);
    const picks = x.shape.map((size, axis) =>
      axes.includes(axis) ? Int32Array.from({ length: size }, (_, index) => size - 1 - index) : undefined,
    );
    return taken(backend, x, picks, x.shape);
  }),
  notStrings,
);

/** Repeats a tensor along its axes. The stock kernel works out the place of every element anew. */
export const Tile: Replacement = by(
  defineKernel<Source, { readonly reps: number[] }>(({ inputs: { x }, attrs: { reps }, backend }) => {
    const shape = x.shape.map((size, axis) => size * (reps[axis] as number));
    const picks = x.shape.map((size, axis) =>
      reps[axis] === 1 ? undefined : Int32Array.from({ length: shape[axis] as number }, (_, index) => index % size),
    );
    return taken(backend, x, picks, shape);
  }),
  notStrings,
);

type Picks = readonly (Int32Array | undefined)[];

function taken(backend: BackendWasm, x: TensorInfo, picks: Picks, shape: readonly number[]): TensorInfo {
  const out = makeTensor(backend, shape, x.dtype);
  if (tf.util.sizeFromShape(out.shape) > 0) {
    take(backend.typedArrayFromHeap(x), x.shape, picks, backend.typedArrayFromHeap(out));
  }
  return out;
}

function pickAlong(x: TensorInfo, axis: number, pick: Int32Array | undefined): Picks {
  return x.shape.map((_, other) => (other === axis ? pick : undefined));
}

/** The indices from `start`, or `undefined` if they are all that there are. */
function span({ shape }: TensorInfo, axis: number, start: number, count: number): Int32Array | undefined {
  return count === shape[axis] ? undefined : Int32Array.from({ length: count }, (_, index) => start + index);
}

type Elements = tf.backend_util.TypedArray;

/** From how many elements on a block copy is faster than a loop. */
const blockSize = 32;

/**
 * Copies the elements at chosen indices of each axis.
 *
 * @param picks for each axis the indices to take, in their order, or `undefined` for all.
 */
function take(
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
