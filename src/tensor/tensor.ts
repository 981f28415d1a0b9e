/// <reference lib="esnext.disposable" preserve="true" />
import type * as tf from '@tensorflow/tfjs-core';
import type { DType } from '../types/dtype.js';

/**
 * A tensor with values, whose shape is a tuple type: a TensorFlow.js tensor, for use with all of its operations.
 *
 * It holds memory until `dispose()`, or until the end of a `using` declaration.
 */
export interface Tensor<Dimensions extends number[] = number[], Type extends DType = 'float32'> extends tf.Tensor {
  readonly shape: Dimensions;
  readonly dtype: Type;
  [Symbol.dispose](): void;
}

/** A TensorFlow.js tensor as a typed one. For results whose shape has been computed or checked. */
export function asTensor<Dimensions extends number[], Type extends DType>(given: tf.Tensor): Tensor<Dimensions, Type> {
  if (!(Symbol.dispose in given)) {
    Object.defineProperty(given, Symbol.dispose, { value: () => given.dispose(), configurable: true });
  }
  return given as Tensor<Dimensions, Type>;
}
