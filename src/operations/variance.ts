import { type ReductionFunction, reduction } from './reduction.js';
import { varianceAlong } from './variance-along.js';

/**
 * The mean square of what the elements along axes differ by from their mean; of all of them unless axes are given.
 *
 * @example
 * const output = variance(Input([4, 8]), 1); // SymbolicTensor<[null, 8]>
 */
export const variance: ReductionFunction<'variance', 'float32'> = reduction(
  'variance',
  'float32',
  varianceAlong,
  'Var',
);
