import * as tf from '@tensorflow/tfjs-core';
import { encoded, type OutputMode } from '../../types/encoded.js';
import type { Shape } from '../../types/shape.js';

/** Categories as a layer has found them, one for each value that came in. */
export interface Categories {
  /** Indices in row-major order; one that is out of range is of no category, and is left out of vectors. */
  readonly indices: ArrayLike<number>;
  readonly shape: readonly number[];
  /** What the layer was called on, which says what becomes of a last axis of size 1. */
  readonly inputShape: Shape;
}

/** Categories as a tensor, as `mode` says. */
export function encode(layer: string, categories: Categories, mode: OutputMode, depth: number): tf.Tensor {
  const { indices, shape, inputShape } = categories;
  if (mode === 'int') return tf.tensor(Int32Array.from(indices), [...shape], 'int32');
  const isReplaced = encoded(layer, inputShape, mode, depth).length === inputShape.length;
  const outer = isReplaced ? shape.slice(0, -1) : shape;
  const vectors = new Float32Array(outer.reduce((count, size) => count * size, depth));
  const valuesPerVector = mode === 'oneHot' ? 1 : (shape.at(-1) ?? 1);
  const isCounted = mode === 'count' || mode === 'tfIdf';
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place] as number;
    if (index < 0 || index >= depth) continue;
    const at = Math.floor(place / valuesPerVector) * depth + index;
    vectors[at] = isCounted ? (vectors[at] as number) + 1 : 1;
  }
  return tf.tensor(vectors, [...outer, depth]);
}
