import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';

/** The rule of {@link Add}. */
export interface AddShape extends MergeShape<'add'> {}

const addLayer = defineMerge({
  name: 'Add',
  operation: 'add',
  // The sum of truth values is whether one of them is true, as in NumPy.
  combine: (inputs) =>
    inputs.reduce((sum, input) => (sum.dtype === 'bool' ? tf.logicalOr(sum, input) : tf.add(sum, input))),
});

/**
 * The sum of its inputs, element by element.
 *
 * Takes a list of tensors. Sizes of 1 are repeated to those of the others, and an input of lower rank counts as having sizes
 * of 1 after its batch.
 *
 * @example
 * const merge = Add();
 * merge([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Add: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<AddShape, Name> =
  positional([], (options = {}) => addLayer({}, options));

/**
 * The sum of tensors, element by element.
 *
 * @example
 * const sum = add([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const add: MergeFunction<AddShape> = mergeFunction<AddShape>(Add);
