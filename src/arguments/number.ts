import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** `value`, if it is a number other than NaN and the infinities; `owner` names the argument: `RandomNormal: mean`. */
export function finite(owner: string, value: number): number {
  return checked(owner, 'a finite number', value, Number.isFinite(value));
}

/** `value`, if it is a finite number that is 0 or more. */
export function nonNegative(owner: string, value: number): number {
  return checked(owner, 'a number that is 0 or more', value, Number.isFinite(value) && value >= 0);
}

/** `value`, if it is a finite number that is more than 0. */
export function positive(owner: string, value: number): number {
  return checked(owner, 'a number that is more than 0', value, Number.isFinite(value) && value > 0);
}

/** `value`, if it is a number from `low` to `high`, both included. */
export function within(owner: string, value: number, low: number, high: number): number {
  return checked(
    owner,
    `a number from ${low} to ${high}`,
    value,
    typeof value === 'number' && value >= low && value <= high,
  );
}

function checked(owner: string, expected: string, value: number, isRight: boolean): number {
  if (isRight) return value;
  throw new ArgumentError(`${owner} expects ${expected} (received ${received(value)})`);
}
