import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';

/** The shape function of {@link Add}. */
export interface AddShape extends MergeShape<'add'> {}

const addLayer = defineMerge({
  name: 'Add',
  operation: 'add',
  // As in NumPy, the sum of booleans is their logical or.
  combine: (inputs) =>
    inputs.reduce((sum, input) => (sum.dtype === 'bool' ? tf.logicalOr(sum, input) : tf.add(sum, input))),
});

/**
 * The element-wise sum of the inputs.
 *
 * The input is a list of tensors. Axes of size 1 are broadcast, and an input of lower rank gets axes of size 1 after its
 * batch axis.
 *
 * @example
 * const merge = Add();
 * merge([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Add: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<AddShape, Name> =
  positional([], (options = {}) => addLayer({}, options));

/**
 * The element-wise sum of tensors.
 *
 * @example
 * const sum = add([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const add: MergeFunction<AddShape> = mergeFunction<AddShape>(Add);
