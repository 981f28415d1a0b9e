import * as tf from '@tensorflow/tfjs-core';
import { positionalAs } from '../../arguments/positional.js';
import { ShapeError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import { commonType } from '../../types/dtype.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Apply, ShapeFunction } from '../../types/shape-function.js';
import {
  defineMerge,
  type MergeFunction,
  type MergeShape,
  maskOfElements,
  mergeFunction,
  mergeWhatCounts,
} from './merge.js';

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
export const Add: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Add', Given, LayerOptions<Name>>,
) => Layer<AddShape, Name> = positionalAs([], (options: LayerOptions = {}) => addLayer({}, options));

/**
 * The element-wise sum of tensors.
 *
 * @example
 * const sum = add([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const add: MergeFunction<AddShape> = mergeFunction<AddShape>(Add);

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
export const Subtract: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Subtract', Given, LayerOptions<Name>>,
) => Layer<SubtractShape, Name> = positionalAs([], (options: LayerOptions = {}) => subtractLayer({}, options));

/**
 * The element-wise difference of two tensors: the first minus the second.
 *
 * @example
 * const difference = subtract([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const subtract: MergeFunction<SubtractShape> = mergeFunction<SubtractShape>(Subtract);

/** The shape function of {@link Multiply}. */
export interface MultiplyShape extends MergeShape<'multiply'> {}

const multiplyLayer = defineMerge({
  name: 'Multiply',
  operation: 'multiply',
  combine: (inputs, masks) => {
    const wholes = masks.map((mask, index) => mask && maskOfElements(mask, inputs[index] as tf.Tensor));
    // A masked factor leaves the product unchanged.
    const factors = inputs.map((input, index) => {
      const mask = wholes[index] ?? null;
      return mask === null ? input : tf.where(mask, input, tf.onesLike(input));
    });
    const product = factors.reduce((left, right) =>
      left.dtype === 'bool' ? tf.logicalAnd(left, right) : tf.mul(left, right),
    );
    const [first, ...others] = wholes.filter((mask) => mask !== null);
    if (first === undefined || others.length + 1 < inputs.length) return product;
    return tf.where(others.reduce(tf.logicalOr, first), product, tf.zerosLike(product));
  },
});

/**
 * The element-wise product of the inputs. Inputs that are masked at a step are left out there.
 *
 * The input is a list of tensors. Axes of size 1 are broadcast, and an input of lower rank gets axes of size 1 after its
 * batch axis.
 *
 * @example
 * const product = Multiply()([Input([28, 28, 3]), Input([28, 28, 1])]); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Multiply: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Multiply', Given, LayerOptions<Name>>,
) => Layer<MultiplyShape, Name> = positionalAs([], (options: LayerOptions = {}) => multiplyLayer({}, options));

/**
 * The element-wise product of tensors.
 *
 * @example
 * const product = multiply([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const multiply: MergeFunction<MultiplyShape> = mergeFunction<MultiplyShape>(Multiply);

/** The shape function of {@link Average}; the output is float32 for any input. */
export interface AverageShape extends ShapeFunction {
  readonly signature: '[(...), (...), ...] → (...)';
  readonly structured: false;
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
export const Average: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Average', Given, LayerOptions<Name>>,
) => Layer<AverageShape, Name> = positionalAs([], (options: LayerOptions = {}) => averageLayer({}, options));

/**
 * The element-wise mean of tensors.
 *
 * @example
 * const mean = average([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const average: MergeFunction<AverageShape> = mergeFunction<AverageShape>(Average);

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
export const Maximum: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Maximum', Given, LayerOptions<Name>>,
) => Layer<MaximumShape, Name> = positionalAs([], (options: LayerOptions = {}) => maximumLayer({}, options));

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
export const Minimum: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Minimum', Given, LayerOptions<Name>>,
) => Layer<MinimumShape, Name> = positionalAs([], (options: LayerOptions = {}) => minimumLayer({}, options));

/**
 * The element-wise minimum of tensors.
 *
 * @example
 * const smallest = minimum([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const minimum: MergeFunction<MinimumShape> = mergeFunction<MinimumShape>(Minimum);
