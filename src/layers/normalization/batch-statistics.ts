import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../../arguments/number.js';
import { ArgumentError, ShapeError } from '../../errors.js';
import { withoutGradient } from '../../gradients/custom-gradient.js';
import { defineInitializer, type Initializer } from '../../initializers/define-initializer.js';
import { show } from '../../types/shape.js';

/** A moving average after one more value, of which `momentum` stays. */
export function movedTowards(average: tf.Tensor, value: tf.Tensor, momentum: number): tf.Tensor {
  return tf.add(tf.mul(average, momentum), tf.mul(value, 1 - momentum));
}

/** What keeps a division by the number of steps that count from being one by 0: Keras' `epsilon()`. */
const fuzz = 1e-7;

/** The mean and the variance of each feature over everything else, of one size each. */
interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/**
 * The moments of a batch.
 *
 * @param place the axis of the features, counted from 0.
 * @param mask which steps count, of one axis less than the input.
 */
export function batchMoments(input: tf.Tensor, place: number, mask: tf.Tensor | null): Moments {
  const axes = [...input.shape.keys()].filter((axis) => axis !== place);
  if (mask === null) {
    const mean = tf.mean(input, axes, true);
    const variance = tf.mean(tf.square(tf.sub(input, mean)), axes);
    return { mean: tf.reshape(mean, [-1]), variance };
  }
  if (mask.rank !== input.rank - 1) {
    throw new ShapeError(
      `BatchNormalization expects a mask of one axis less than the input, ${show(input.shape)} (received ${show(mask.shape)})`,
    );
  }
  const counted = tf.mul(tf.expandDims(tf.cast(mask, 'float32'), -1), tf.onesLike(input));
  const count = tf.add(tf.sum(counted, axes, true), fuzz);
  const mean = tf.div(tf.sum(tf.mul(input, counted), axes, true), count);
  const squares = tf.square(tf.mul(tf.sub(input, mean), counted));
  return { mean: tf.reshape(mean, [-1]), variance: tf.reshape(tf.div(tf.sum(squares, axes, true), count), [-1]) };
}

/** Between what the correction of a batch stays. */
export interface RenormClipping {
  /** The least and the largest factor. */
  readonly rmin?: number | null;
  readonly rmax?: number | null;
  /** The largest shift. */
  readonly dmax?: number | null;
}

/** How a normalized batch becomes what the moving statistics would have made of it: `x * factor + shift`. */
interface Correction {
  readonly factor: tf.Tensor;
  readonly shift: tf.Tensor;
}

interface Renormalization extends RenormClipping {
  readonly renormMean: tf.Tensor;
  readonly renormStddev: tf.Tensor;
  readonly epsilon: number;
}

/** The correction of a batch (Ioffe, 2017). No gradient flows through it. */
export function renormCorrection(mean: tf.Tensor, deviation: tf.Tensor, given: Renormalization): Correction {
  const { renormMean, renormStddev, epsilon, rmin, rmax, dmax } = given;
  const reference = tf.maximum(renormStddev, Math.sqrt(epsilon));
  const clipped = (value: tf.Tensor, least?: number | null, largest?: number | null) =>
    tf.clipByValue(value, least ?? Number.NEGATIVE_INFINITY, largest ?? Number.POSITIVE_INFINITY);
  return {
    factor: withoutGradient(() => clipped(tf.div(deviation, reference), rmin, rmax)),
    shift: withoutGradient(() => {
      const shift = tf.div(tf.sub(mean, renormMean), reference);
      return typeof dmax === 'number' ? clipped(shift, -dmax, dmax) : shift;
    }),
  };
}

/** What scales and shifts the features, with the correction of the batch. */
export function corrected(
  { factor, shift }: Correction,
  gamma: tf.Tensor | null,
  beta: tf.Tensor | null,
): { readonly scale: tf.Tensor; readonly shift: tf.Tensor } {
  const shifted = gamma === null ? shift : tf.mul(shift, gamma);
  return {
    scale: gamma === null ? factor : tf.mul(factor, gamma),
    shift: beta === null ? shifted : tf.add(shifted, beta),
  };
}

/** The roots of what another initializer gives. */
export function rootOf(initializer: Initializer): Initializer {
  return defineInitializer('RootOf', { initializer }, (shape) => initializer.values(shape).map(Math.sqrt));
}

/** @throws ArgumentError if a bound is no number, unknown, or not on its side of the other. */
export function checkClipping(clipping: RenormClipping): RenormClipping {
  const owner = 'BatchNormalization: renormClipping';
  const { rmin = null, rmax = null, dmax = null, ...others } = clipping;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new ArgumentError(`${owner} expects rmin, rmax and dmax (received '${unknown}')`);
  for (const [name, bound] of Object.entries({ rmin, rmax, dmax }))
    if (bound !== null) finite(`${owner}.${name}`, bound);
  if (rmin !== null && rmax !== null && rmin > rmax) {
    throw new ArgumentError(`${owner} expects rmin of at most rmax, ${rmax} (received ${rmin})`);
  }
  if (dmax !== null && dmax < 0) throw new ArgumentError(`${owner}.dmax expects a number from 0 (received ${dmax})`);
  return Object.freeze({ ...clipping });
}
