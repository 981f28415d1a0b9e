import { ArgumentError } from '../errors.js';
import { received } from './received.js';

type Target = readonly (number | null)[];

/**
 * `target`, if it is a list of sizes, one of which may be open: -1 or `null`. `owner` names the argument:
 * `Reshape: targetShape`.
 */
export function checkTarget(owner: string, target: Target): Target {
  if (!Array.isArray(target)) {
    throw new ArgumentError(`${owner} expects a list of sizes (received ${received(target)})`);
  }
  const open = target.filter((size) => size === null || size === -1);
  if (target.every((size) => open.includes(size) || (Number.isSafeInteger(size) && size > 0)) && open.length < 2) {
    return Object.freeze([...target]);
  }
  throw new ArgumentError(
    `${owner} expects positive integers, and -1 or null for at most one of them (received ${received(target)})`,
  );
}
