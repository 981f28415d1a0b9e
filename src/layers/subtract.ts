import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { ShapeError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { commonType } from '../types/common-type.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';

/** The shape function of {@link Subtract}. */
export interface SubtractShape extends MergeShape<'subtract', 2> {}

const subtractLayer = defineMerge({
  name: 'Subtract',
  operation: 'subtract',
  count: 2,
  type: (types) => {
    const type = commonType(types);
    if (type === 'bool') throw new ShapeError('subtract expects numbers (received bool)');
    return type;
  },
  combine: ([minuend, subtrahend]) => tf.sub(minuend as tf.Tensor, subtrahend as tf.Tensor),
});

/**
 * The element-wise difference of two inputs: the first minus the second.
 *
 * The input is a list of two tensors. Axes of size 1 are broadcast, and an input of lower rank gets axes of size 1 after
 * its batch axis.
 *
 * @example
 * const difference = Subtract()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Subtract: <const Name extends string = string>(
  options?: LayerOptions<Name>,
) => Layer<SubtractShape, Name> = positional([], (options = {}) => subtractLayer({}, options));

/**
 * The element-wise difference of two tensors: the first minus the second.
 *
 * @example
 * const difference = subtract([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const subtract: MergeFunction<SubtractShape> = mergeFunction<SubtractShape>(Subtract);
