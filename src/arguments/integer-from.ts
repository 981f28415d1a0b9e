import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** `value`, if it is an integer that is not less than `least`; `owner` names the argument: `EarlyStopping: patience`. */
export function integerFrom(owner: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new ArgumentError(`${owner} expects an integer from ${least} (received ${received(value)})`);
}
