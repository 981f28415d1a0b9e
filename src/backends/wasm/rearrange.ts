import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { makeTensor } from './heap.js';
import { take } from './take.js';

interface Source {
  readonly x: TensorInfo;
}

/** A part of a tensor. The stock kernel copies all of the tensor first. */
export const slice: KernelFunc = defineKernel<Source, { readonly begin: number[]; readonly size: number[] }>(
  ({ inputs: { x }, attrs: { begin, size }, backend }) => {
    const [starts = [], sizes = []] = tf.slice_util.parseSliceParams(x as unknown as tf.Tensor, begin, size);
    tf.slice_util.assertParamsValid(x as unknown as tf.Tensor, starts, sizes);
    const picks = sizes.map((count, axis) => span(x, axis, starts[axis] as number, count));
    return taken(backend, x, picks, sizes);
  },
);

/** The slices along an axis, without that axis. The stock kernel copies all of the tensor for each. */
export const unpack: KernelFunc = defineKernel<{ readonly value: TensorInfo }, { readonly axis: number }, TensorInfo[]>(
  ({ inputs: { value }, attrs: { axis }, backend }) => {
    const along = axis < 0 ? axis + value.shape.length : axis;
    const shape = value.shape.filter((_, other) => other !== along);
    return Array.from({ length: value.shape[along] as number }, (_, index) =>
      taken(backend, value, pickAlong(value, along, Int32Array.of(index)), shape),
    );
  },
);

/** Parts of a tensor that follow one another along an axis. The stock kernel copies all of the tensor for each. */
export const splitV: KernelFunc = defineKernel<
  Source,
  { readonly numOrSizeSplits: number | number[]; readonly axis: number },
  TensorInfo[]
>(({ inputs: { x }, attrs: { numOrSizeSplits, axis }, backend }) => {
  const [along = 0] = tf.util.parseAxisParam(axis, x.shape);
  const sizes = tf.backend_util.prepareSplitSize(x as unknown as tf.Tensor, numOrSizeSplits, along);
  let start = 0;
  return sizes.map((size) => {
    const pick = span(x, along, start, size);
    start += size;
    const shape = x.shape.map((whole, other) => (other === along ? size : whole));
    return taken(backend, x, pickAlong(x, along, pick), shape);
  });
});

/** Turns axes around. The stock kernel works out the place of every element anew. */
export const reverse: KernelFunc = defineKernel<Source, { readonly dims: number | number[] }>(
  ({ inputs: { x }, attrs: { dims }, backend }) => {
    const axes = tf.util.parseAxisParam(dims, x.shape);
    const picks = x.shape.map((size, axis) =>
      axes.includes(axis) ? Int32Array.from({ length: size }, (_, index) => size - 1 - index) : undefined,
    );
    return taken(backend, x, picks, x.shape);
  },
);

/** Repeats a tensor along its axes. The stock kernel works out the place of every element anew. */
export const tile: KernelFunc = defineKernel<Source, { readonly reps: number[] }>(
  ({ inputs: { x }, attrs: { reps }, backend }) => {
    const shape = x.shape.map((size, axis) => size * (reps[axis] as number));
    const picks = x.shape.map((size, axis) =>
      reps[axis] === 1 ? undefined : Int32Array.from({ length: shape[axis] as number }, (_, index) => index % size),
    );
    return taken(backend, x, picks, shape);
  },
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
