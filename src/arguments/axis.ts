import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/**
 * The index of an axis of a tensor with `rank` axes, counted from 0; negative ones count from the end. `owner` names
 * the argument: `softmax: axis`.
 */
export function axisIndex(owner: string, axis: number, rank: number): number {
  if (Number.isInteger(axis) && axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  throw new ArgumentError(`${owner} expects an integer from ${-rank} to ${rank - 1} (received ${received(axis)})`);
}
