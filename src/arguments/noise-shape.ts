import { ArgumentError } from '../errors.js';
import { received } from './received.js';
import { checkSize } from './size.js';

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
