import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received, StateError } from '../errors.js';
import type { Sizes } from '../types/shape.js';

/** TensorFlow.js has no tensors of more axes. */
export const mostAxes = 6;

/** Memory for more elements cannot be addressed. */
const mostElements = 2 ** 31 - 1;

/** @throws StateError if there is no backend to make tensors on. */
export function checkReady(owner: string): void {
  if (tf.getBackend()) return;
  throw new StateError(`${owner} expects a backend to make tensors on: call \`await ready()\` before (received none)`);
}

/**
 * `shape`, if it is a list of sizes; `owner` names the argument: `zeros: shape`.
 *
 * @param varies whether a size may be `null`
 */
export function checkShape<Dimensions extends Sizes>(owner: string, shape: Dimensions, varies = false): Dimensions {
  const isSize = (size: unknown) => (varies && size === null) || (Number.isSafeInteger(size) && (size as number) >= 0);
  if (!(Array.isArray(shape) && shape.length <= mostAxes && Array.from(shape).every(isSize))) {
    throw new ArgumentError(
      `${owner} expects a list of at most ${mostAxes} integers from 0 (received ${received(shape)})`,
    );
  }
  const size = shape.reduce<number>((product, dimension) => product * (dimension ?? 1), 1);
  if (size <= mostElements) return shape;
  throw new ArgumentError(`${owner} expects at most ${mostElements} elements (received ${size})`);
}

/** @throws ArgumentError if a value is not a tensor, or one that is disposed. */
export function checkTensor(owner: string, value: unknown): asserts value is tf.Tensor {
  if (value instanceof tf.Tensor && !value.isDisposed) return;
  const found = value instanceof tf.Tensor ? 'one that is disposed' : received(value);
  throw new ArgumentError(`${owner} expects a tensor (received ${found})`);
}
