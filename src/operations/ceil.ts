import * as tf from '@tensorflow/tfjs-core';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The next integer that is not less than every element, as a float.
 *
 * @example
 * const output = ceil(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const ceil: UnaryFunction<'float32'> = unary('ceil', 'float32', tf.ceil);
