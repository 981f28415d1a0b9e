import { ArgumentError } from '../errors.js';
import { received } from './received.js';
import { isSize } from './size.js';

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
