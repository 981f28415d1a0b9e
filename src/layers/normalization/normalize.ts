import * as tf from '@tensorflow/tfjs-core';
import type { ConstraintIdentifier } from '../../constraints/constraint.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { RegularizerIdentifier } from '../../regularizers/regularizer.js';
import type { Axes } from '../../types/on-axes.js';
import type { Dimension, Shape } from '../../types/shape.js';

/** What normalizations take that scale and shift what they have normalized, by weights that they learn. */
export interface AffineOptions {
  /** What is added to the variance, so that nothing is divided by 0. The default is 0.001. */
  readonly epsilon?: number;
  /** Whether `beta` is added. The default is `true`. */
  readonly center?: boolean;
  /** Whether `gamma` multiplies. The default is `true`. */
  readonly scale?: boolean;
  /** Initializer of the offset `beta`. The default is `zeros`. */
  readonly betaInitializer?: InitializerIdentifier;
  /** Initializer of the factor `gamma`. The default is `ones`. */
  readonly gammaInitializer?: InitializerIdentifier;
  /** Regularizer of the offset `beta`. The default is `null`, no penalty. */
  readonly betaRegularizer?: RegularizerIdentifier | null;
  /** Regularizer of the factor `gamma`. The default is `null`, no penalty. */
  readonly gammaRegularizer?: RegularizerIdentifier | null;
  /** Constraint that is applied to the offset `beta` after each update. The default is `null`, no constraint. */
  readonly betaConstraint?: ConstraintIdentifier | null;
  /** Constraint that is applied to the factor `gamma` after each update. The default is `null`, no constraint. */
  readonly gammaConstraint?: ConstraintIdentifier | null;
}

/** Keras' defaults. */
export const affineDefaults: Required<AffineOptions> = {
  epsilon: 0.001,
  center: true,
  scale: true,
  betaInitializer: 'zeros',
  gammaInitializer: 'ones',
  betaRegularizer: null,
  gammaRegularizer: null,
  betaConstraint: null,
  gammaConstraint: null,
};

/** Axes in the order in which their sizes are those of a weight, as Keras has it: sorted as numbers. */
export function sortedAxes(axes: Axes): readonly number[] {
  return typeof axes === 'number' ? [axes] : [...axes].sort((left, right) => left - right);
}

/** The sizes on some axes. */
export function sizesOn(input: Shape, axes: readonly number[]): readonly Dimension[] {
  return axes.map((axis) => input.at(axis) as Dimension);
}

/** The shape in which a weight with sizes on some axes repeats to the whole input. */
export function repeatedShape(input: readonly number[], axes: readonly number[]): number[] {
  const kept = axes.map((axis) => (axis < 0 ? axis + input.length : axis));
  return input.map((size, axis) => (kept.includes(axis) ? size : 1));
}

/** The mean and the variance along axes, which stay with a size of 1. */
export function momentsAlong(
  input: tf.Tensor,
  axes: readonly number[],
): { readonly mean: tf.Tensor; readonly variance: tf.Tensor } {
  const mean = tf.mean(input, [...axes], true);
  return { mean, variance: tf.mean(tf.square(tf.sub(input, mean)), [...axes], true) };
}

/** What a normalization works with; all broadcast to the input. */
export interface Normalizer {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
  readonly gamma: tf.Tensor | null;
  readonly beta: tf.Tensor | null;
  readonly epsilon: number;
}

/** `gamma * (x - mean) / sqrt(variance + epsilon) + beta` */
export function normalize(input: tf.Tensor, { mean, variance, gamma, beta, epsilon }: Normalizer): tf.Tensor {
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scale = gamma === null ? inverse : tf.mul(inverse, gamma);
  const centered = tf.mul(tf.sub(input, mean), scale);
  return beta === null ? centered : tf.add(centered, beta);
}
