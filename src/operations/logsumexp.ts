import { logSumExpAlong } from './log-sum-exp-along.js';
import { type ReductionFunction, reduction } from './reduction.js';

/**
 * The logarithm of the sum of the exponentials of the elements along axes; all of them unless axes are given.
 *
 * @example
 * const output = logsumexp(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const logsumexp: ReductionFunction<'logsumexp', 'float32'> = reduction('logsumexp', 'float32', logSumExpAlong);
