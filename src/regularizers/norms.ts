import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { nonNegative } from '../arguments/number.js';
import { completeOptions, numbersIn } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { defineRegularizer, type Regularizer, type RegularizerFactory } from './define-regularizer.js';

export interface L1Options {
  /** The factor of the sum of absolute values. The default is 0.01. */
  readonly l1?: number;
}

/**
 * The sum of the absolute values multiplied by `l1`, 0.01 by default.
 *
 * @example
 * Dense(64, { kernelRegularizer: L1(0.001) });
 */
export const L1: RegularizerFactory<'l1', L1Options, [l1: number], 'L1', ['l1']> = factory(
  'L1',
  'l1',
  { l1: 0.01 },
  ['l1'],
  ({ l1 }) => {
    nonNegative('L1: l1', l1);
    return (weight) => tf.mul(absoluteSum(weight), l1);
  },
);

export interface L2Options {
  /** The factor of the sum of squares. The default is 0.01. */
  readonly l2?: number;
}

/**
 * The sum of the squares multiplied by `l2`, 0.01 by default.
 *
 * @example
 * Dense(64, { kernelRegularizer: L2(0.001) });
 */
export const L2: RegularizerFactory<'l2', L2Options, [l2: number], 'L2', ['l2']> = factory(
  'L2',
  'l2',
  { l2: 0.01 },
  ['l2'],
  ({ l2 }) => {
    nonNegative('L2: l2', l2);
    return (weight) => tf.mul(tf.sum<tf.Scalar>(tf.square(weight)), l2);
  },
);

export interface L1L2Options {
  /** The factor of the sum of absolute values. The default is 0. */
  readonly l1?: number;
  /** The factor of the sum of squares. The default is 0. */
  readonly l2?: number;
}

/**
 * The sum of the absolute values multiplied by `l1`, and that of the squares multiplied by `l2`.
 *
 * @example
 * Dense(64, { kernelRegularizer: L1L2(0.001, 0.01) });
 */
export const L1L2: RegularizerFactory<'l1l2', L1L2Options, [l1: number, l2: number], 'L1L2', ['l1', 'l2']> = factory(
  'L1L2',
  'l1l2',
  { l1: 0, l2: 0 },
  ['l1', 'l2'],
  ({ l1, l2 }) => {
    nonNegative('L1L2: l1', l1);
    nonNegative('L1L2: l2', l2);
    return (weight) => tf.add<tf.Scalar>(tf.mul(absoluteSum(weight), l1), tf.mul(tf.sum(tf.square(weight)), l2));
  },
);

type OrthogonalMode = 'rows' | 'columns';

export interface OrthogonalRegularizerOptions {
  /** The factor of the penalty. The default is 0.01. */
  readonly factor?: number;
  /** Whether the rows or the columns of the matrix are to be orthogonal. The default is `rows`. */
  readonly mode?: OrthogonalMode;
}

/** The least sum of squares that is divided by, so that a vector of zeros has a gradient. */
const smallest = 1e-14;

/**
 * The mean of the absolute cosines between all pairs of rows, or columns, of a matrix, multiplied by `factor`; 0 for a
 * single one. Only for weights with two axes.
 */
export const OrthogonalRegularizer: RegularizerFactory<
  'orthogonal',
  OrthogonalRegularizerOptions,
  [factor: number, mode: OrthogonalMode],
  'OrthogonalRegularizer',
  ['factor', 'mode']
> = factory(
  'OrthogonalRegularizer',
  'orthogonal',
  { factor: 0.01, mode: 'rows' as OrthogonalMode },
  ['factor', 'mode'],
  ({ factor, mode }) => {
    nonNegative('OrthogonalRegularizer: factor', factor);
    oneOf('OrthogonalRegularizer: mode', mode, ['rows', 'columns']);
    const vectorAxis = mode === 'rows' ? 1 : 0;
    return (weight) => {
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
    };
  },
);

function absoluteSum(input: tf.Tensor): tf.Scalar {
  return tf.sum(tf.abs(input));
}

/** Makes the factory of a regularizer; `create` checks the options, and returns the penalty. */
function factory<
  Options extends object,
  const Identifier extends string,
  Positional extends readonly unknown[],
  const ClassName extends string,
  const Names extends readonly (keyof Options & string)[],
>(
  className: ClassName,
  identifier: Identifier,
  defaults: Options,
  positional: Names,
  create: (options: Readonly<Options>) => (weight: tf.Tensor) => tf.Scalar,
): RegularizerFactory<Identifier, Partial<Options>, Positional, ClassName, Names> {
  const make = (given: Partial<Options>): Regularizer => {
    const options = completeOptions(className, defaults, given, [], numbersIn(defaults));
    return defineRegularizer(className, options as Readonly<Record<string, unknown>>, create(options));
  };
  return Object.assign(
    withPositional<RegularizerFactory<Identifier, Partial<Options>, Positional, ClassName, Names>, Partial<Options>>(
      className,
      positional,
      make,
    ),
    { identifier },
  );
}
