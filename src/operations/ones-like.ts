import { type FilledLikeFunction, filledLike } from './filled-like.js';

/**
 * A tensor of the same shape that is 1 everywhere.
 *
 * @example
 * const output = onesLike(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const onesLike: FilledLikeFunction = filledLike('onesLike', 1);
