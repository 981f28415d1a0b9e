import { silu as siluOf } from '../activations/silu.js';
import { type UnaryFunction, unary } from './unary.js';

/**
 * `x * sigmoid(x)` of every element.
 *
 * @example
 * const output = silu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const silu: UnaryFunction<'float32'> = unary('silu', 'float32', siluOf);
