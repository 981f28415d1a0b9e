import { ArgumentError, received } from '../errors.js';

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

/** `value`, if it is a number above 0 and up to 1. */
export function aboveZero(owner: string, value: number): number {
  return checked(owner, 'a number above 0 and up to 1', value, Number.isFinite(value) && value > 0 && value <= 1);
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

/** `value`, if it is an integer that is not less than `least`; `owner` names the argument: `EarlyStopping: patience`. */
export function integerFrom(owner: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new ArgumentError(`${owner} expects an integer from ${least} (received ${received(value)})`);
}

/** `values`, if they are a list of integers that are not less than `least`; `owner` names the argument: `slice: start`. */
export function integersFrom(owner: string, values: readonly number[], least: number): readonly number[] {
  const list = Array.isArray(values) && values.length < 1_000_000 ? Object.freeze([...values]) : undefined;
  const place = list?.findIndex((value) => !(Number.isSafeInteger(value) && value >= least));
  if (list !== undefined && place === -1) return list;
  const wrong: unknown = list === undefined ? values : list[place as number];
  throw new ArgumentError(`${owner} expects a list of integers from ${least} (received ${received(wrong)})`);
}

/** A list of values, or of the only one. A hole counts as `undefined`, which `flat()` and `every()` would pass over. */
export function asList<Item>(given: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(given) ? Array.from(given as readonly Item[]) : [given as Item];
}

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

/** `value`, if it can be the share that dropout leaves out; `owner` names the argument: `LSTM: dropout`. */
export function checkRate(owner: string, value: number): number {
  if (typeof value === 'number' && value >= 0 && value < 1) return value;
  throw new ArgumentError(`${owner} expects a number from 0 to less than 1 (received ${received(value)})`);
}

/** By how much at most, or from where to where. */
export type Factor = number | readonly [lower: number, upper: number];

/** Two numbers, the first of which is not the larger one. */
export type Range = readonly [lower: number, upper: number];

/** The numbers that a factor may be. */
export interface FactorBounds {
  /** The numbers in words: `a number from -1 to 1`. */
  readonly expected: string;
  includes(number: number): boolean;
}

/** The factors of most classes. */
export const shares: FactorBounds = {
  expected: 'a number from -1 to 1',
  includes: (number) => number >= -1 && number <= 1,
};

/** The factors of classes that draw a probability, or how much there is of something. */
export const fractions: FactorBounds = {
  expected: 'a number from 0 to 1',
  includes: (number) => number >= 0 && number <= 1,
};

/** `factor`, if it is a number within bounds, or two; `owner` names the argument: `RandomRotation: factor`. */
export function checkFactor(owner: string, factor: Factor, { expected, includes }: FactorBounds): Factor {
  const numbers: readonly unknown[] = Array.isArray(factor) ? factor : [factor];
  const isRight = numbers.every((number) => typeof number === 'number' && includes(number));
  if (isRight && typeof factor === 'number') return factor;
  if (isRight && numbers.length === 2) return Object.freeze([...(factor as Range)] as const);
  throw new ArgumentError(`${owner} expects ${expected}, or two (received ${received(factor)})`);
}

/** What a factor goes from and to: a number stands for what is as far below 0 as above it. */
export function rangeOf(factor: Factor): Range {
  return ordered(typeof factor === 'number' ? [-factor, factor] : factor);
}

/** What a factor goes from and to, where a number stands for what is from 0 to it. */
export function fromZero(factor: Factor): Range {
  return ordered(typeof factor === 'number' ? [0, factor] : factor);
}

/** Two finite numbers in their order; `owner` names the argument: `RandomContrast: valueRange`. */
export function checkRange(owner: string, range: Range): Range {
  if (Array.isArray(range) && range.length === 2 && range.every(Number.isFinite)) return Object.freeze(ordered(range));
  throw new ArgumentError(`${owner} expects two numbers (received ${received(range)})`);
}

function ordered([first, second]: Range): Range {
  return [Math.min(first, second), Math.max(first, second)];
}
