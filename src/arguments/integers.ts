import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** `values`, if they are a list of integers that are not less than `least`; `owner` names the argument: `slice: start`. */
export function integersFrom(owner: string, values: readonly number[], least: number): readonly number[] {
  const isList = Array.isArray(values);
  const wrong = isList ? values.find((value) => !(Number.isSafeInteger(value) && value >= least)) : values;
  if (isList && wrong === undefined) return Object.freeze([...values]);
  throw new ArgumentError(`${owner} expects a list of integers from ${least} (received ${received(wrong)})`);
}
