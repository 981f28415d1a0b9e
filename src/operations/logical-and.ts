import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';
import { castTo } from './cast-to.js';

/**
 * Where both elements of two tensors are true, which numbers are that are not 0.
 *
 * @example
 * const output = logicalAnd(Input([4]), Input([4])); // SymbolicTensor<[null, 4]> & OfType<"bool">
 */
export const logicalAnd: BinaryFunction<'logicalAnd', 'bool'> = binary('logicalAnd', 'bool', (x1, x2) =>
  tf.logicalAnd(castTo(x1, 'bool'), castTo(x2, 'bool')),
);
