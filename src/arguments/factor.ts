import { ArgumentError, received } from '../errors.js';

/** By how much at most, or from where to where. */
export type Factor = number | readonly [lower: number, upper: number];

/** Two numbers, the first of which is not the larger one. */
export type Range = readonly [lower: number, upper: number];

/** The numbers that a factor may be. */
export interface FactorBounds {
  /** What they are: `a number from -1 to 1`. */
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
