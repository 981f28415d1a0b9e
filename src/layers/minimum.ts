import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';
import { mergeWhatCounts } from './merging/merge-masks.js';

/** The rule of {@link Minimum}. */
export interface MinimumShape extends MergeShape<'minimum'> {}

const minimumLayer = defineMerge({
  name: 'Minimum',
  operation: 'minimum',
  combine: (inputs, masks) => mergeWhatCounts(inputs, masks, inputs[0]?.dtype === 'bool' ? tf.logicalAnd : tf.minimum),
});

/**
 * The smallest of its inputs, element by element. Where a step does not count in one of them, the others decide.
 *
 * Takes a list of tensors. Sizes of 1 are repeated to those of the others, and an input of lower rank counts as having sizes
 * of 1 after its batch.
 *
 * @example
 * const smallest = Minimum()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Minimum: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<MinimumShape, Name> =
  positional([], (options = {}) => minimumLayer({}, options));

/**
 * The smallest of tensors, element by element.
 *
 * @example
 * const smallest = minimum([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const minimum: MergeFunction<MinimumShape> = mergeFunction<MinimumShape>(Minimum);
