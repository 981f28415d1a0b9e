import { type FilledLikeFunction, filledLike } from './filled-like.js';

/**
 * A tensor of the same shape that is 0 everywhere.
 *
 * @example
 * const output = zerosLike(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const zerosLike: FilledLikeFunction = filledLike('zerosLike', 0);
