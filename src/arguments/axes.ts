import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/**
 * `axes`, if they are one integer or a list of different ones; `owner` names the argument: `LayerNormalization: axis`.
 *
 * Whether a tensor has them is to be asked when its rank is known.
 */
export function checkAxes(owner: string, axes: number | readonly number[]): number | readonly number[] {
  if (Number.isInteger(axes)) return axes;
  const list = Array.isArray(axes) && axes.length < 100 ? Object.freeze([...axes]) : [];
  if (list.length > 0 && list.every(Number.isInteger) && new Set(list).size === list.length) return list;
  throw new ArgumentError(`${owner} expects an integer, or a list of different ones (received ${received(axes)})`);
}
