import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';
import { castTo } from './cast-to.js';

/**
 * Where an element of one of two tensors is true, which numbers are that are not 0.
 *
 * @example
 * const output = logicalOr(Input([4]), Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalOr: BinaryFunction<'logicalOr', 'bool'> = binary('logicalOr', 'bool', (x1, x2) =>
  tf.logicalOr(castTo(x1, 'bool'), castTo(x2, 'bool')),
);
