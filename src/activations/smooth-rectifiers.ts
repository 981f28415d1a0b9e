import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';
import { axisIndex } from '../arguments/shape.js';
import { ShapeError } from '../errors.js';
import { withGradient } from '../gradients/custom-gradient.js';
import { show } from '../types/shape.js';
import { defineActivation } from './define-activation.js';
import { hardSigmoid } from './sigmoids.js';

/** `log(exp(x) + 1)`. */
export const softplus: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('softplus', (input) => tf.softplus(input));

export interface SquareplusOptions {
  /** The smoothness of the bend at 0. The default is 4. */
  readonly b?: number;
}

/** `(x + sqrt(x ** 2 + b)) / 2`, by Barron (2021). */
export const squareplus: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: SquareplusOptions,
) => tf.Tensor = defineActivation(
  'squareplus',
  (input, { b = 4 }: SquareplusOptions) => {
    positive('squareplus: b', b);
    return withGradient(input, (given) => {
      const root = tf.sqrt(tf.add(tf.square(given), b));
      // The same as the formula, but without its difference of large numbers far below 0.
      const value = tf.add(tf.relu(given), tf.div(b / 2, tf.add(root, tf.abs(given))));
      return {
        value,
        saved: [value, root],
        gradient: (upstream, [saved, length]) => tf.mul(upstream, tf.div(saved as tf.Tensor, length as tf.Tensor)),
      };
    });
  },
  ['b'],
);

/** 0 up to -1, the input from 1 on, and `(x + 1) ** 2 / 4` between the two. */
export const sparsePlus: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('sparsePlus', (input) => {
  const bend = tf.div(tf.square(tf.add(tf.clipByValue(input, -1, 1), 1)), 4);
  return tf.add(bend, tf.relu(tf.sub(input, 1)));
});

/** `x * sigmoid(x)`, also called swish, by Ramachandran et al. (2017). */
export const silu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('silu', (input) => tf.mul(input, tf.sigmoid(input)));

/** `x * hardSigmoid(x)`, also called hard swish, by Howard et al. (2019). */
export const hardSilu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('hardSilu', (input) => tf.mul(input, hardSigmoid(input)));

export interface GeluOptions {
  /** Whether to approximate the error function by a hyperbolic tangent. The default is `false`. */
  readonly approximate?: boolean;
}

/** `x * P(X <= x)` for a normally distributed `X`, by Hendrycks and Gimpel (2016). */
export const gelu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: GeluOptions,
) => tf.Tensor = defineActivation(
  'gelu',
  (input, { approximate = false }: GeluOptions) => {
    const twice = approximate ? tf.tanh(tangentInput(input)) : tf.erf(tf.mul(input, Math.SQRT1_2));
    return tf.mul(tf.mul(input, 0.5), tf.add(twice, 1));
  },
  ['approximate'],
);

/**
 * @param input A tensor of any shape.
 */
function tangentInput(input: tf.Tensor): tf.Tensor {
  // Beyond 10 the tangent is 1 in any case, and the cube would overflow.
  const bounded = tf.clipByValue(input, -10, 10);
  const cube = tf.mul(tf.mul(bounded, bounded), bounded);
  return tf.mul(tf.add(bounded, tf.mul(cube, 0.044715)), Math.sqrt(2 / Math.PI));
}

/** `x * tanh(softplus(x))`, by Misra (2019). */
export const mish: (
  /** A tensor of any shape. */
  input: tf.Tensor,
) => tf.Tensor = defineActivation('mish', (input) => tf.mul(input, tf.tanh(tf.softplus(input))));

export interface GluOptions {
  /** The axis that is split in half. The default is -1, the last axis. */
  readonly axis?: number;
}

/** `a * sigmoid(b)`, where `a` and `b` are the halves of the input, by Dauphin et al. (2017). */
export const glu: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: GluOptions,
) => tf.Tensor = defineActivation(
  'glu',
  (input, { axis = -1 }: GluOptions) => {
    const halved = axisIndex('glu: axis', axis, input.rank);
    if ((input.shape[halved] as number) % 2 !== 0) {
      throw new ShapeError(`glu expects an even size on axis ${halved} (received ${show(input.shape)})`);
    }
    const [value, gate] = tf.split(input, 2, halved) as [tf.Tensor, tf.Tensor];
    return tf.mul(value, tf.sigmoid(gate));
  },
  ['axis'],
);
