import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../../arguments/number.js';
import { ArgumentError } from '../../errors.js';
import { withoutGradient } from '../../gradients/custom-gradient.js';
import { defineInitializer, type Initializer } from '../../initializers/define-initializer.js';

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
