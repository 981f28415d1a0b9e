import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import { ShapeError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { commonType } from '../types/common-type.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';

/** The rule of {@link Subtract}. */
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
 * The difference of two inputs, element by element: the first minus the second.
 *
 * Takes a list of two tensors. Sizes of 1 are repeated to those of the other, and an input of lower rank counts as having
 * sizes of 1 after its batch.
 *
 * @example
 * const difference = Subtract()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Subtract: <const Name extends string = string>(
  options?: LayerOptions<Name>,
) => Layer<SubtractShape, Name> = positional([], (options = {}) => subtractLayer({}, options));

/**
 * The difference of two tensors, element by element: the first minus the second.
 *
 * @example
 * const difference = subtract([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const subtract: MergeFunction<SubtractShape> = mergeFunction<SubtractShape>(Subtract);
