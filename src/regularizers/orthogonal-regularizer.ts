import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../arguments/number.js';
import { oneOf } from '../arguments/one-of.js';
import { ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { absoluteSum } from './absolute-sum.js';
import { defineRegularizer, type Regularizer } from './define-regularizer.js';

export interface OrthogonalRegularizerOptions {
  /** What the mean is multiplied by, 0.01 unless given. */
  readonly factor?: number;
  /** Which vectors of the matrix are to be orthogonal, `rows` unless given. */
  readonly mode?: 'rows' | 'columns';
}

/** What sums of squares count as at least, so that a vector of zeros has a gradient. */
const smallest = 1e-14;

/**
 * The mean of the absolute cosines between all pairs of rows, or columns, of a matrix, times `factor`; nothing for a
 * single one. Only for weights with two axes.
 */
export function OrthogonalRegularizer(options: OrthogonalRegularizerOptions = {}): Regularizer {
  const { factor = 0.01, mode = 'rows' } = options;
  nonNegative('OrthogonalRegularizer: factor', factor);
  oneOf('OrthogonalRegularizer: mode', mode, ['rows', 'columns']);
  const vectorAxis = mode === 'rows' ? 1 : 0;
  return defineRegularizer('OrthogonalRegularizer', { factor, mode }, (weight) => {
    if (weight.rank !== 2) {
      throw new ShapeError(`OrthogonalRegularizer expects a weight with two axes (received ${show(weight.shape)})`);
    }
    const squares = tf.sum(tf.square(weight), vectorAxis, true);
    const vectors = tf.mul<tf.Tensor2D>(weight, tf.rsqrt(tf.maximum(squares, smallest)));
    const cosines = tf.matMul(vectors, vectors, mode === 'columns', mode === 'rows');
    const [count] = cosines.shape;
    const betweenDifferent = tf.mul(cosines, tf.sub(1, tf.eye(count)));
    // Each pair is in the matrix twice.
    return tf.mul(absoluteSum(betweenDifferent), factor / Math.max(1, count * (count - 1)));
  });
}
