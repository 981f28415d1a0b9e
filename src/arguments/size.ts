import { ArgumentError, received } from '../errors.js';

/** No axis is longer: elements of tensors are counted by 32-bit integers. */
const longest = 2 ** 31 - 1;

/** Whether a value can be the size of an axis. */
export function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= longest;
}

/** `value`, if it can be the size of an axis: a positive integer; `owner` names the argument: `Dense: units`. */
export function checkSize(owner: string, value: number): number {
  if (isSize(value)) return value;
  const bound = typeof value === 'number' && value > longest ? ' below 2^31' : '';
  throw new ArgumentError(`${owner} expects a positive integer${bound} (received ${received(value)})`);
}
