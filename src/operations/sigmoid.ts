import { sigmoid as sigmoidOf } from '../activations/sigmoid.js';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `1 / (1 + exp(-x))` of every element, from 0 to 1.
 *
 * @example
 * const output = sigmoid(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sigmoid: UnaryFunction<'float32'> = unary('sigmoid', 'float32', sigmoidOf);
