import * as tf from '@tensorflow/tfjs-core';
import { type BinaryFunction, binary } from './binary.js';

/**
 * What dividing a tensor by another leaves over, with the sign of the divisor; one of them may be a number.
 *
 * @example
 * const output = mod(Input([4]), 2); // SymbolicTensor<[null, 4]>
 */
export const mod: BinaryFunction<'mod', 'number'> = binary('mod', 'number', tf.mod);
