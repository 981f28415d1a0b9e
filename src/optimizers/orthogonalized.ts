import * as tf from '@tensorflow/tfjs-core';
import type { Step } from './optimizer.js';

/** The factors of `x`, `x³` and `x⁵` in a step of the iteration. */
type Factors = readonly [first: number, third: number, fifth: number];

/** A matrix of the same singular vectors whose singular values are about 1, by Newton's and Schulz' iteration. */
export function orthogonalized(
  matrix: tf.Tensor2D,
  steps: number,
  [first, third, fifth]: Factors,
  step: Step,
): tf.Tensor2D {
  const [rows, columns] = matrix.shape;
  // The product of the matrix and its transpose is the smaller the fewer rows there are.
  const wide = rows > columns ? tf.transpose(matrix) : matrix;
  let result = tf.div<tf.Tensor2D>(wide, tf.add(tf.norm(wide), step.scalar(1e-7)));
  for (let count = 0; count < steps; count++) {
    const square = tf.matMul(result, result, false, true);
    const fourth = tf.matMul(square, square);
    const odd = tf.add<tf.Tensor2D>(tf.mul(square, step.scalar(third)), tf.mul(fourth, step.scalar(fifth)));
    result = tf.add(tf.mul(result, step.scalar(first)), tf.matMul(odd, result));
  }
  return rows > columns ? tf.transpose(result) : result;
}
