import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ShapeError } from '../../errors.js';
import { makeTensor } from './heap.js';

/**
 * The output of a convolution or pooling that has no element.
 *
 * @throws ShapeError if it is not even empty, because the window is larger than the padded input.
 */
export function emptyOutput(backend: BackendWasm, shape: readonly number[]): TensorInfo {
  if (shape.some((size) => size < 0)) {
    throw new ShapeError(`a window expects an input at least as large as itself (received one that gives [${shape}])`);
  }
  return makeTensor(backend, shape);
}
