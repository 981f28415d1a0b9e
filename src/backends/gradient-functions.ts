import * as tf from '@tensorflow/tfjs-core';

/** The gradients of a kernel's inputs by their names, given that of its output and what was saved. */
export type Gradient = (
  upstream: tf.Tensor,
  saved: readonly tf.Tensor[],
  attributes: Readonly<Record<string, unknown>>,
) => Record<string, () => tf.Tensor>;

/** The gradient of a tensor that was broadcast: summed over the axes along which it was repeated. */
function summedTo(gradient: tf.Tensor, shape: number[]): tf.Tensor {
  if (tf.util.arraysEqual(gradient.shape, shape)) return gradient;
  return tf.reshape(tf.sum(gradient, tf.broadcast_util.getReductionAxes(shape, gradient.shape)), shape);
}

/** The gradients of a kernel with several results; a single one comes without a list around it. */
function listed(upstream: tf.Tensor | readonly tf.Tensor[]): tf.Tensor[] {
  return Array.isArray(upstream) ? upstream : [upstream as tf.Tensor];
}

/** The stock rule fails where there is one part. */
export const splitV: Gradient = (upstream, _, { axis }) => ({ x: () => tf.concat(listed(upstream), axis as number) });

/** The stock rule fails where there is one slice. */
export const unpack: Gradient = (upstream, _, { axis }) => ({
  value: () => tf.stack(listed(upstream), axis as number),
});

/** Equal maxima or minima share the gradient. The stock rule gives all of it to each. */
export const extreme: Gradient = (upstream, [x, output], { axis, reductionIndices }) => ({
  x: () => {
    const values = x as tf.Tensor;
    const axes = tf.util.parseAxisParam((reductionIndices ?? axis) as number | number[], values.shape);
    const shape = values.shape.map((size, index) => (axes.includes(index) ? 1 : size));
    const chosen = tf.cast(tf.equal(values, tf.reshape(output as tf.Tensor, shape)), 'float32');
    return tf.mul(chosen, tf.div(tf.reshape(upstream, shape), tf.sum(chosen, axes, true)));
  },
});

/** The product of all other elements, which a quotient is not where an element is 0. The stock rule fails for negative axes. */
export const product: Gradient = (upstream, [x], { axis }) => ({
  x: () => {
    const values = x as tf.Tensor;
    if (values.size === 0) return tf.zeros(values.shape);
    const axes = tf.util.parseAxisParam((axis ?? null) as number | number[], values.shape);
    const order = [...values.shape.keys()].filter((index) => !axes.includes(index)).concat(axes);
    const moved = tf.transpose(values, order);
    const factors = tf.util.sizeFromShape(axes.map((index) => values.shape[index] as number));
    const rows = tf.reshape(moved, [values.size / factors, factors]);
    const others = tf.mul(tf.cumprod(rows, 1, true), tf.cumprod(rows, 1, true, true));
    const gradient = tf.mul(tf.reshape(upstream, [-1, 1]), others);
    return tf.transpose(
      tf.reshape(gradient, moved.shape),
      order.map((_, index) => order.indexOf(index)),
    );
  },
});

/** The stock rule transposes the gradient, unless it is summed along the last axis. */
export const cumsum: Gradient = (upstream, _, { axis, exclusive, reverse }) => ({
  x: () => tf.cumsum(upstream, axis as number, exclusive as boolean, !reverse),
});

/** The stock rule fails for tensors that are broadcast. */
export const squaredDifference: Gradient = (upstream, [a, b]) => {
  const [left, right] = [a as tf.Tensor, b as tf.Tensor];
  const slope = () => tf.mul(upstream, tf.mul(tf.sub(left, right), 2));
  return { a: () => summedTo(slope(), left.shape), b: () => summedTo(tf.neg(slope()), right.shape) };
};

/** The stock rule fails for batches that are broadcast. */
export const batchMatMul: Gradient = (upstream, [a, b], { transposeA, transposeB }) => {
  const [left, right] = [a as tf.Tensor, b as tf.Tensor];
  const ofLeft = () =>
    transposeA ? tf.matMul(right, upstream, Boolean(transposeB), true) : tf.matMul(upstream, right, false, !transposeB);
  const ofRight = () =>
    transposeB ? tf.matMul(upstream, left, true, Boolean(transposeA)) : tf.matMul(left, upstream, !transposeA, false);
  return { a: () => summedTo(ofLeft(), left.shape), b: () => summedTo(ofRight(), right.shape) };
};

/** Axis by axis, for any number of axes. The stock rule ends at four, and takes a slice for each repetition. */
export const tile: Gradient = (upstream, [x], { reps }) => ({
  x: () => {
    const { shape } = x as tf.Tensor;
    return (reps as number[]).reduce((gradient, times, axis) => {
      if (times === 1) return gradient;
      const before = tf.util.sizeFromShape(shape.slice(0, axis));
      const after = tf.util.sizeFromShape(gradient.shape.slice(axis + 1));
      const size = shape[axis] as number;
      const sums = tf.sum(tf.reshape(gradient, [before, times, size, after]), 1);
      return tf.reshape(sums, [...shape.slice(0, axis + 1), ...gradient.shape.slice(axis + 1)]);
    }, tf.clone(upstream));
  },
});

/** What is mirrored adds to what it mirrors, axis by axis. The stock rule leaves that out. */
export const mirrorPad: Gradient = (upstream, [x], { paddings, mode }) => ({
  x: () => {
    const { shape } = x as tf.Tensor;
    const edge = mode === 'reflect' ? 1 : 0;
    return (paddings as [number, number][]).reduce((gradient, [before, after], axis) => {
      if (before + after === 0) return gradient;
      const size = shape[axis] as number;
      const [first, inside, last] = tf.split(gradient, [before, size, after], axis) as [
        tf.Tensor,
        tf.Tensor,
        tf.Tensor,
      ];
      const placed = (part: tf.Tensor, start: number): tf.Tensor =>
        tf.pad(
          tf.reverse(part, axis),
          part.shape.map((count, index) => (index === axis ? [start, size - start - count] : [0, 0])),
        );
      return tf.addN([inside, placed(first, edge), placed(last, size - edge - after)]);
    }, tf.clone(upstream));
  },
});

/** Slices that were taken several times add up. The stock rule fails for batches of indices, save for one axis of them. */
export const gather: Gradient = (upstream, [x, indices], { axis, batchDims }) => ({
  x: () => {
    const [{ shape }, places] = [x as tf.Tensor, indices as tf.Tensor];
    const batches = (batchDims as number | undefined) ?? 0;
    const [along = 0] = tf.util.parseAxisParam(axis as number, shape);
    const size = (sizes: readonly number[]) => tf.util.sizeFromShape([...sizes]);
    const batch = size(shape.slice(0, batches));
    const outer = size(shape.slice(batches, along));
    const count = shape[along] as number;
    const inner = size(shape.slice(along + 1));
    const perBatch = size(places.shape.slice(batches));
    const flat = tf.reshape(places, [batch, perBatch]);
    // Each batch has segments of its own.
    const starts = Array.from({ length: batch }, (_, index) => index * count);
    const segments = batch === 1 ? flat : tf.add(flat, tf.tensor2d(starts, [batch, 1], 'int32'));
    const slices = exchanged(upstream, [batch, outer, perBatch, inner]);
    const rows = tf.reshape(slices, [batch * perBatch, outer * inner]);
    const sums = tf.unsortedSegmentSum(rows, tf.reshape(segments, [-1]) as tf.Tensor1D, batch * count);
    return tf.reshape(exchanged(sums, [batch, count, outer, inner]), shape);
  },
  indices: () => tf.zeros((indices as tf.Tensor).shape),
});

/** A tensor with the second and the third of four axes in each other's place. */
function exchanged(x: tf.Tensor, shape: [number, number, number, number]): tf.Tensor {
  const four = tf.reshape(x, shape);
  return shape[1] === 1 || shape[2] === 1 ? four : tf.transpose(four, [0, 2, 1, 3]);
}
