import { absolute } from '../gradients/absolute.js';
import { type UnaryFunction, unary } from './unary.js';

/**
 * The absolute value of every element.
 *
 * @example
 * const output = abs(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const abs: UnaryFunction<'common'> = unary('abs', 'common', absolute, 'Absolute');
