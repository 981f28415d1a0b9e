import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * A tensor to the power of another; one of them may be a number.
 *
 * @example
 * const output = power(Input([4]), 3); // SymbolicTensor<[null, 4]>
 */
export const power: BinaryFunction<'power', 'number'> = binary('power', 'number', tf.pow);
