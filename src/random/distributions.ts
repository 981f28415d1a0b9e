import { finite, nonNegative, positive, within } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { drawTensor, type RandomOptions, randomOptions } from './random.js';
import {
  betaStream,
  binomialStream,
  gammaStream,
  normalStream,
  type Stream,
  truncatedNormalStream,
  uniformStream,
} from './streams.js';

/** Options of {@link normal} and {@link truncatedNormal}. */
export interface NormalOptions extends RandomOptions {
  /** The mean. The default is 0. */
  readonly mean?: number;
  /** The standard deviation. The default is 1. */
  readonly stddev?: number;
}

/** Options of {@link uniform}. */
export interface UniformOptions extends RandomOptions {
  /** The lower bound, inclusive. The default is 0. */
  readonly minval?: number;
  /** The upper bound, exclusive. The default is 1. */
  readonly maxval?: number;
}

type Floats<Dimensions extends readonly number[]> = Tensor<[...Dimensions]>;

/**
 * Normally distributed numbers.
 *
 * @param shape The shape of the tensor.
 *
 * @example
 * const noise = random.normal([32, 100], { stddev: 0.5 }); // Tensor<[32, 100]>
 */
export function normal<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  options?: NormalOptions,
): Floats<Dimensions> {
  return normalTensor('random.normal', shape, options, normalStream);
}

/**
 * Normally distributed numbers, of which those more than two standard deviations from the mean are drawn again.
 *
 * @param shape The shape of the tensor.
 *
 * @example
 * const weights = random.truncatedNormal([784, 64], { stddev: 0.05 }); // Tensor<[784, 64]>
 */
export function truncatedNormal<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  options?: NormalOptions,
): Floats<Dimensions> {
  return normalTensor('random.truncatedNormal', shape, options, truncatedNormalStream);
}

/**
 * @param shape The shape of the tensor.
 */
function normalTensor<Dimensions extends readonly number[]>(
  owner: string,
  shape: Dimensions,
  options: NormalOptions | undefined,
  streamOf: (seed: number) => Stream,
): Floats<Dimensions> {
  const { mean, stddev, seed } = randomOptions(owner, { mean: 0, stddev: 1 }, options);
  finite(`${owner}: mean`, mean);
  nonNegative(`${owner}: stddev`, stddev);
  return drawTensor(owner, shape, seed, (start) => {
    const standard = streamOf(start);
    return () => mean + stddev * standard();
  });
}

/**
 * Numbers from `minval` (included) to `maxval` (excluded), all alike.
 *
 * @param shape The shape of the tensor.
 *
 * @example
 * const angles = random.uniform([32], { maxval: 2 * Math.PI }); // Tensor<[32]>
 */
export function uniform<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  options?: UniformOptions,
): Floats<Dimensions> {
  const owner = 'random.uniform';
  const { minval, maxval, seed } = randomOptions(owner, { minval: 0, maxval: 1 }, options);
  checkRange(owner, finite(`${owner}: minval`, minval), finite(`${owner}: maxval`, maxval), minval <= maxval);
  const [low, high] = [Math.fround(minval), Math.fround(maxval)];
  return drawTensor(owner, shape, seed, (start) => {
    const unit = uniformStream(start);
    return () => {
      if (low >= high) return low;
      // Rounding to a float may end at the bound that is excluded.
      for (;;) {
        const value = Math.fround(minval + (maxval - minval) * unit());
        if (value < high) return value;
      }
    };
  });
}

/**
 * Integers from `minval` (included) to `maxval` (excluded), all alike.
 *
 * @param shape The shape of the tensor.
 * @param minval The lower bound, inclusive.
 * @param maxval The upper bound, exclusive.
 *
 * @example
 * const dice = random.randint([10], 1, 7); // Tensor<[10], 'int32'>
 */
export function randint<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  minval: number,
  maxval: number,
  options?: RandomOptions<'int32'>,
): Tensor<[...Dimensions], 'int32'> {
  const owner = 'random.randint';
  const { seed } = randomOptions(owner, {}, options, 'int32');
  checkInteger(`${owner}: minval`, minval, -(2 ** 31));
  checkInteger(`${owner}: maxval`, maxval, -(2 ** 31));
  checkRange(owner, minval, maxval, minval < maxval);
  return drawTensor(
    owner,
    shape,
    seed,
    (start) => {
      const unit = uniformStream(start);
      return () => minval + Math.floor((maxval - minval) * unit());
    },
    'int32',
  );
}

/**
 * Numbers of a gamma distribution with a scale of 1.
 *
 * @param shape The shape of the tensor.
 * @param alpha The shape parameter of the distribution, more than 0.
 *
 * @example
 * const waits = random.gamma([32], 2); // Tensor<[32]>
 */
export function gamma<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  alpha: number,
  options?: RandomOptions,
): Floats<Dimensions> {
  const owner = 'random.gamma';
  positive(`${owner}: alpha`, alpha);
  const { seed } = randomOptions(owner, {}, options);
  return drawTensor(owner, shape, seed, (start) => gammaStream(alpha, start));
}

/**
 * Numbers of a beta distribution, from 0 to 1.
 *
 * @param shape The shape of the tensor.
 * @param alpha The first shape parameter of the distribution, more than 0.
 * @param beta The second shape parameter of the distribution, more than 0.
 *
 * @example
 * const shares = random.beta([32], 0.2, 0.2); // Tensor<[32]>
 */
export function beta<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  alpha: number,
  beta: number,
  options?: RandomOptions,
): Floats<Dimensions> {
  const owner = 'random.beta';
  positive(`${owner}: alpha`, alpha);
  positive(`${owner}: beta`, beta);
  return drawTensor(owner, shape, randomOptions(owner, {}, options).seed, (start) => betaStream(alpha, beta, start));
}

/**
 * How many of `counts` draws succeed, each with the same probability, as floats.
 *
 * @param shape The shape of the tensor.
 * @param counts The number of trials for each element.
 * @param probabilities The probability of success in each trial, from 0 to 1.
 *
 * @example
 * const heads = random.binomial([32], 10, 0.5); // Tensor<[32]>
 */
export function binomial<const Dimensions extends readonly number[]>(
  shape: Dimensions,
  counts: number,
  probabilities: number,
  options?: RandomOptions,
): Floats<Dimensions> {
  const owner = 'random.binomial';
  checkInteger(`${owner}: counts`, counts, 0);
  within(`${owner}: probabilities`, probabilities, 0, 1);
  return drawTensor(owner, shape, randomOptions(owner, {}, options).seed, (start) =>
    binomialStream(counts, probabilities, start),
  );
}

function checkInteger(owner: string, value: number, least: number): void {
  const most = least === 0 ? Number.MAX_SAFE_INTEGER : 2 ** 31;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new ArgumentError(`${owner} expects an integer from ${least} to ${most} (received ${received(value)})`);
}

function checkRange(owner: string, minval: number, maxval: number, isRange: boolean): void {
  if (isRange) return;
  throw new ArgumentError(`${owner} expects a maxval above minval (received ${maxval}, and ${minval})`);
}
