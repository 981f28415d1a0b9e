import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** `value`, if it can be the share that dropout leaves out; `owner` names the argument: `LSTM: dropout`. */
export function checkRate(owner: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value < 1) return value;
  throw new ArgumentError(`${owner} expects a number from 0 to less than 1 (received ${received(value)})`);
}
