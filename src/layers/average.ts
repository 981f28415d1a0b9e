import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { Apply, ShapeFunction } from '../types/shape-function.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';

/** The rule of {@link Average}: of whatever elements, what comes out are floats. */
export interface AverageShape extends ShapeFunction {
  readonly output: Apply<MergeShape<'average'>, this['input']>;
}

const averageLayer = defineMerge({
  name: 'Average',
  operation: 'average',
  type: () => 'float32',
  combine: (inputs) =>
    tf.div(
      inputs.reduce((sum, input) => tf.add(sum, input)),
      inputs.length,
    ),
});

/**
 * The mean of its inputs, element by element.
 *
 * Takes a list of tensors, and gives floats. Sizes of 1 are repeated to those of the others, and an input of lower rank counts
 * as having sizes of 1 after its batch.
 *
 * @example
 * const mean = Average()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Average: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<AverageShape, Name> =
  positional([], (options = {}) => averageLayer({}, options));

/**
 * The mean of tensors, element by element.
 *
 * @example
 * const mean = average([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const average: MergeFunction<AverageShape> = mergeFunction<AverageShape>(Average);
