import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { Apply, ShapeFunction } from '../types/shape-function.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';

/** The shape function of {@link Average}; the output is float32 for any input. */
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
 * The element-wise mean of the inputs.
 *
 * The input is a list of tensors, the output is float32. Axes of size 1 are broadcast, and an input of lower rank gets axes
 * of size 1 after its batch axis.
 *
 * @example
 * const mean = Average()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Average: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<AverageShape, Name> =
  positional([], (options = {}) => averageLayer({}, options));

/**
 * The element-wise mean of tensors.
 *
 * @example
 * const mean = average([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const average: MergeFunction<AverageShape> = mergeFunction<AverageShape>(Average);
