import { ArgumentError } from '../errors.js';
import { received } from './received.js';

/** `values`, if they are a list of integers that are not less than `least`; `owner` names the argument: `slice: start`. */
export function integersFrom(owner: string, values: readonly number[], least: number): readonly number[] {
  const list = Array.isArray(values) && values.length < 1_000_000 ? Object.freeze([...values]) : undefined;
  const place = list?.findIndex((value) => !(Number.isSafeInteger(value) && value >= least));
  if (list !== undefined && place === -1) return list;
  const wrong: unknown = list === undefined ? values : list[place as number];
  throw new ArgumentError(`${owner} expects a list of integers from ${least} (received ${received(wrong)})`);
}
