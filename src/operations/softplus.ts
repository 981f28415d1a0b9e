import { softplus as softplusOf } from '../activations/softplus.js';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `log(1 + exp(x))` of every element.
 *
 * @example
 * const output = softplus(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const softplus: UnaryFunction<'float32'> = unary('softplus', 'float32', softplusOf);
