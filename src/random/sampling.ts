import * as tf from '@tensorflow/tfjs-core';
import { checkRate } from '../arguments/number.js';
import { checkNoiseShape } from '../arguments/shape.js';
import { ArgumentError, DataError, received } from '../errors.js';
import { checkReady, checkTensor } from '../tensor/check-arguments.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import { axisOf } from '../types/axis.js';
import type { DType } from '../types/dtype.js';
import { type Fill, fill } from '../types/mismatch.js';
import { type Show, show } from '../types/shape.js';
import { drawTensor, nextSeed, type RandomOptions, randomOptions } from './random.js';
import { permutation, uniformStream } from './streams.js';

/** Options of {@link shuffle}. */
export interface ShuffleOptions {
  /** The axis along which to shuffle. The default is 0. */
  readonly axis?: number;
  /**
   * An integer from 0 to 2^32 - 1, which makes the numbers the same each time. The default is `null`, a seed that
   * follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

/** Options of {@link dropout}. */
export interface DropoutOptions {
  /**
   * The shape of the random mask, whose axes of size 1 are broadcast; `null` is the size of the input. The default is
   * the shape of the input.
   */
  readonly noiseShape?: readonly (number | null)[] | null;
  /**
   * An integer from 0 to 2^32 - 1, which makes the numbers the same each time. The default is `null`, a seed that
   * follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

const twoAxes = 'random.categorical expects logits of shape (batch, classes) (received {received})';

type CheckedLogits<Given extends tf.Tensor> = [Given['shape']['length']] extends [2]
  ? Given
  : [number] extends [Given['shape']['length']]
    ? Given
    : [Given['shape']] extends [infer Dimensions extends number[]]
      ? NoInfer<Fill<typeof twoAxes, { received: Show<Dimensions> }>>
      : Given;

/**
 * Draws classes by the logarithms of their probabilities, which need not sum to one.
 *
 * @param logits of shape (batch, classes)
 * @param numSamples The number of classes to draw for each row.
 * @returns classes of shape (batch, numSamples)
 *
 * @example
 * const next = random.categorical(model(words), 1); // Tensor<[number, 1], 'int32'>
 */
export function categorical<const Given extends tf.Tensor, const Count extends number>(
  logits: CheckedLogits<Given>,
  numSamples: Count,
  options?: RandomOptions<'int32'>,
): Tensor<[Given['shape'][0] & number, Count], 'int32'> {
  const owner = 'random.categorical';
  const given: unknown = logits;
  checkFloats(owner, given);
  if (given.rank !== 2) throw new DataError(fill(twoAxes, { received: show(given.shape) }));
  if (!Number.isSafeInteger(numSamples) || numSamples < 1) {
    throw new ArgumentError(`${owner}: numSamples expects a positive integer (received ${received(numSamples)})`);
  }
  const { seed } = randomOptions(owner, {}, options, 'int32');
  const [batch, classes] = given.shape as [number, number];
  return asTensor(
    tf.tidy(() => {
      // The greatest of logits with Gumbel noise is distributed as the classes are, which are not read for that.
      const noise = drawTensor(owner, [batch, numSamples, classes], seed, (start) => {
        const uniform = uniformStream(start);
        return () => Math.min(-Math.log(-Math.log(1 - uniform())), greatestNoise);
      });
      return tf.argMax(tf.add(tf.expandDims(given, 1), noise), -1);
    }),
  );
}

/** Finite, so that no class of probability 0 is drawn. */
const greatestNoise = 100;

/**
 * The slices of a tensor along an axis in random order.
 *
 * @param x The tensor to shuffle.
 *
 * @example
 * const shuffled = random.shuffle(images, { seed: 1 }); // as images is
 */
export function shuffle<const Given extends tf.Tensor>(
  x: Given,
  options?: ShuffleOptions,
): Tensor<Given['shape'], Given['dtype'] & DType> {
  const owner = 'random.shuffle';
  checkReady(owner);
  checkTensor(owner, x);
  if (x.dtype === 'string') throw new DataError(`${owner} expects numbers (received strings)`);
  const { axis, seed } = randomOptions(owner, { axis: 0 }, options, null);
  const along = axisOf(`${owner}: axis`, axis, x.rank);
  const order = permutation(x.shape[along] as number, seed ?? nextSeed());
  return asTensor(tf.tidy(() => tf.gather(x, tf.tensor1d(order, 'int32'), along)));
}

/**
 * The inputs with a share of them set to 0, and the others scaled so that the sum stays the same on average.
 *
 * @param inputs The tensor whose elements are dropped.
 * @param rate the share that is set to 0, from 0 to less than 1
 *
 * @example
 * const thinned = random.dropout(features, 0.5); // as features is
 */
export function dropout<const Given extends tf.Tensor>(
  inputs: Given,
  rate: number,
  options?: DropoutOptions,
): Tensor<Given['shape']> {
  const owner = 'random.dropout';
  checkFloats(owner, inputs);
  checkRate(`${owner}: rate`, rate);
  const { noiseShape, seed } = randomOptions(
    owner,
    { noiseShape: null as DropoutOptions['noiseShape'] | null },
    options,
    null,
  );
  const shape = noiseSizes(owner, checkNoiseShape(`${owner}: noiseShape`, noiseShape ?? null), inputs.shape);
  return asTensor(
    tf.tidy(() => {
      const scale = 1 / (1 - rate);
      const factors = drawTensor(owner, shape, seed, (start) => {
        const uniform = uniformStream(start);
        return () => (uniform() < rate ? 0 : scale);
      });
      return tf.mul(inputs as tf.Tensor, factors);
    }),
  );
}

function noiseSizes(owner: string, noise: readonly (number | null)[] | null, shape: readonly number[]): number[] {
  const sizes = shape.map((size, axis) => noise?.[axis] ?? size);
  const isRight = noise === null || noise.length === shape.length;
  if (isRight && sizes.every((size, axis) => size === 1 || size === shape[axis])) return sizes;
  throw new ArgumentError(
    `${owner}: noiseShape expects 1, null or the size of each axis of ${show(shape)} (received ${show(noise ?? [])})`,
  );
}

function checkFloats(owner: string, value: unknown): asserts value is tf.Tensor {
  checkReady(owner);
  checkTensor(owner, value);
  if (value.dtype !== 'float32') throw new DataError(`${owner} expects a tensor of float32 (received ${value.dtype})`);
}
