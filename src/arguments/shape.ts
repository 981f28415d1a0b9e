import { ArgumentError, received } from '../errors.js';
import { checkSize, isSize } from './number.js';

/**
 * The index of an axis of a tensor with `rank` axes, counted from 0; negative ones count from the end. `owner` names
 * the argument: `softmax: axis`.
 */
export function axisIndex(owner: string, axis: number, rank: number): number {
  if (Number.isInteger(axis) && axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  throw new ArgumentError(`${owner} expects an integer from ${-rank} to ${rank - 1} (received ${received(axis)})`);
}

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

type Target = readonly (number | null)[];

/**
 * `target`, if it is a list of sizes, one of which may be open: -1 or `null`. `owner` names the argument:
 * `Reshape: targetShape`.
 */
export function checkTarget(owner: string, target: Target): Target {
  if (!Array.isArray(target) || target.length > 100) {
    throw new ArgumentError(`${owner} expects a list of sizes (received ${received(target)})`);
  }
  const sizes: Target = Object.freeze([...target]);
  const open = sizes.filter((size) => size === null || size === -1);
  if (sizes.every((size) => size === null || size === -1 || isSize(size)) && open.length < 2) return sizes;
  throw new ArgumentError(
    `${owner} expects positive integers, and -1 or null for at most one of them (received ${received(target)})`,
  );
}

/** `noise`, if it is a list of sizes, or nothing; `owner` names the argument: `Dropout: noiseShape`. */
export function checkNoiseShape(
  owner: string,
  noise: readonly (number | null)[] | null,
): readonly (number | null)[] | null {
  if (noise === null) return null;
  if (!Array.isArray(noise) || noise.length > 100)
    throw new ArgumentError(`${owner} expects a list of sizes (received ${received(noise)})`);
  return Object.freeze([...noise].map((size) => (size === null ? null : checkSize(owner, size))));
}
