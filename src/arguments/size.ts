import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** `value`, if it can be the size of an axis: a positive integer; `owner` names the argument: `Dense: units`. */
export function checkSize(owner: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ArgumentError(`${owner} expects a positive integer (received ${received(value)})`);
}
