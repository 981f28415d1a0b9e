import { productAlong } from './product-along.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The product of the elements along axes; of all of them unless axes are given.
 *
 * @example
 * const output = prod(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const prod: ReductionFunction<'prod', 'number'> = reduction('prod', 'number', productAlong);
