import * as tf from '@tensorflow/tfjs-core';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import { defineMerge, type MergeFunction, type MergeShape, mergeFunction } from './merging/merge.js';
import { maskOfElements } from './merging/merge-masks.js';

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
export const Multiply: <const Name extends string = string>(
  options?: LayerOptions<Name>,
) => Layer<MultiplyShape, Name> = positional([], (options = {}) => multiplyLayer({}, options));

/**
 * The element-wise product of tensors.
 *
 * @example
 * const product = multiply([Input([32]), Input([32])]); // SymbolicTensor<[null, 32]>
 */
export const multiply: MergeFunction<MultiplyShape> = mergeFunction<MultiplyShape>(Multiply);
