import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type Permuted, type PermutedAxes, permuted } from '../types/permuted.js';
import { show } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';

/** The shape function of {@link Permute}. */
export interface PermuteShape<Axes extends PermutedAxes> extends ShapeFunction {
  readonly output: Permuted<this['input'], Axes>;
  readonly outputType: this['inputType'];
}

const permute = defineLayer({
  name: 'Permute',
  configure: ({ dims }: { readonly dims: PermutedAxes }) => ({ dims: checkDims(dims) }),
  shape: (input, { dims }) => permuted(input, dims),
  type: (inputType) => inputType,
  forward: (input, _, { dims }) => tf.transpose(input, [0, ...dims]),
});

function checkDims(dims: PermutedAxes): PermutedAxes {
  if (!Array.isArray(dims)) {
    throw new ArgumentError(`Permute: dims expects a list of axes (received ${received(dims)})`);
  }
  const isPermutation = dims.every((_, index) => dims.includes(index + 1));
  if (isPermutation) return Object.freeze([...dims]);
  throw new ArgumentError(
    `Permute: dims expects each of the axes from 1 to ${dims.length} once (received ${show(dims)})`,
  );
}

/**
 * Permutes the axes of samples.
 *
 * Input shape: (batch, ...). Output shape: the permuted axes, after the batch.
 *
 * @param dims for each output axis its input axis, counted from 1; the batch is axis 0 and stays first.
 *
 * @example
 * const columns = Permute([2, 1])(Input([10, 64])); // SymbolicTensor<[null, 64, 10]>
 */
export const Permute: <const Axes extends PermutedAxes, const Name extends string = string>(
  dims: Axes,
  options?: LayerOptions<Name>,
) => Layer<PermuteShape<Axes>, Name> = positional(['dims'], (dims, options = {}) => permute({ dims }, options));
