import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction, mergeWhatCounts } from './merge.js';

/** The shape function of {@link Maximum}. */
export interface MaximumShape extends MergeShape<'maximum'> {}

const maximumLayer = defineMerge({
  name: 'Maximum',
  operation: 'maximum',
  combine: (inputs, masks) => mergeWhatCounts(inputs, masks, inputs[0]?.dtype === 'bool' ? tf.logicalOr : tf.maximum),
});

/**
 * The element-wise maximum of the inputs. Inputs that are masked at a step are left out there.
 *
 * The input is a list of tensors. Axes of size 1 are broadcast, and an input of lower rank gets axes of size 1 after its
 * batch axis.
 *
 * @example
 * const largest = Maximum()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Maximum: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<MaximumShape, Name> =
  positional([], (options = {}) => maximumLayer({}, options));

/**
 * The element-wise maximum of tensors.
 *
 * @example
 * const largest = maximum([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const maximum: MergeFunction<MaximumShape> = mergeFunction<MaximumShape>(Maximum);

/** The shape function of {@link Minimum}. */
export interface MinimumShape extends MergeShape<'minimum'> {}

const minimumLayer = defineMerge({
  name: 'Minimum',
  operation: 'minimum',
  combine: (inputs, masks) => mergeWhatCounts(inputs, masks, inputs[0]?.dtype === 'bool' ? tf.logicalAnd : tf.minimum),
});

/**
 * The element-wise minimum of the inputs. Inputs that are masked at a step are left out there.
 *
 * The input is a list of tensors. Axes of size 1 are broadcast, and an input of lower rank gets axes of size 1 after its
 * batch axis.
 *
 * @example
 * const smallest = Minimum()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Minimum: <const Name extends string = string>(options?: LayerOptions<Name>) => Layer<MinimumShape, Name> =
  positional([], (options = {}) => minimumLayer({}, options));

/**
 * The element-wise minimum of tensors.
 *
 * @example
 * const smallest = minimum([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const minimum: MergeFunction<MinimumShape> = mergeFunction<MinimumShape>(Minimum);
