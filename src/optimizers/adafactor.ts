import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, positive } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { defineOptimizer, type OptimizerFactory } from './define-optimizer.js';
import type { OptimizerNumbers } from './optimizer-rule.js';

export interface AdafactorOptions {
  /** The exponent of the decay rate of moving averages, which is `1 - step ** beta2Decay`. The default is -0.8. */
  readonly beta2Decay?: number;
  /** The number that is added to squared gradients. The default is 1e-30. (Keras' `epsilon_1`.) */
  readonly epsilon1?: number;
  /**
   * The smallest root mean square of a weight by which steps are scaled. The default is 0.001. (Keras' `epsilon_2`.)
   */
  readonly epsilon2?: number;
  /** The largest root mean square of an update, before the learning rate. The default is 1. */
  readonly clipThreshold?: number;
  /**
   * Whether the learning rate is at most `1 / sqrt(step)`, which it is in any case, as in Keras. The default is `true`.
   */
  readonly relativeStep?: boolean;
}

export interface AdafactorNumbers extends OptimizerNumbers {
  readonly beta2Decay: 'a number that is 0 or less';
  readonly clipThreshold: 'a number that is more than 0';
  readonly epsilon1: 'a number that is 0 or more';
  readonly epsilon2: 'a number that is 0 or more';
}

/**
 * Divides gradients by their magnitude, of which it follows the means of rows and of columns, and steps by the magnitude
 * of the weight. The learning rate, 0.001 by default, is at most `1 / sqrt(step)`.
 *
 * @example
 * model.compile({ optimizer: Adafactor({ learningRate: 0.01 }), loss: 'sparseCategoricalCrossentropy' });
 */
export const Adafactor: OptimizerFactory<AdafactorOptions, never, 'Adafactor', AdafactorNumbers> = defineOptimizer<
  Required<AdafactorOptions>,
  'decay' | 'share' | 'rate',
  never,
  'Adafactor',
  AdafactorNumbers
>({
  className: 'Adafactor',
  name: 'adafactor',
  learningRate: 0.001,
  defaults: { beta2Decay: -0.8, epsilon1: 1e-30, epsilon2: 1e-3, clipThreshold: 1, relativeStep: true },
  checkOptions: ({ beta2Decay, epsilon1, epsilon2, clipThreshold }) => {
    if (!(Number.isFinite(beta2Decay) && beta2Decay <= 0)) {
      const decay = received(beta2Decay);
      throw new ArgumentError(`Adafactor: beta2Decay expects a number that is 0 or less (received ${decay})`);
    }
    nonNegative('Adafactor: epsilon1', epsilon1);
    nonNegative('Adafactor: epsilon2', epsilon2);
    positive('Adafactor: clipThreshold', clipThreshold);
  },
  slots: (_options, { shape }) =>
    shape.length < 2
      ? ['velocity']
      : [
          { name: 'rowMeans', shape: shape.slice(0, -1) },
          { name: 'columnMeans', shape: [...shape.slice(0, -2), ...shape.slice(-1)] },
        ],
  hostInputs: ({ iteration, learningRate }, { beta2Decay }) => {
    const share = (iteration + 1) ** beta2Decay;
    return { decay: 1 - share, share, rate: Math.min(learningRate, 1 / Math.sqrt(iteration + 1)) };
  },
  update: (weight, gradient, slots, { epsilon1, epsilon2, clipThreshold }, step) => {
    const squares = tf.add(tf.square(gradient), step.scalar(epsilon1));
    const means = weight.rank < 2 ? [squares] : [tf.mean(squares, -1), tf.mean(squares, -2)];
    const updated = means.map((mean, index) =>
      tf.add(tf.mul(slots[index] as tf.Tensor, step.input('decay')), tf.mul(mean, step.input('share'))),
    );
    const direction = tf.div(gradient, tf.sqrt(meanSquares(updated)));
    const excess = tf.maximum(tf.div(rootMeanSquare(direction), step.scalar(clipThreshold)), step.scalar(1));
    const scale = tf.maximum(rootMeanSquare(weight), step.scalar(epsilon2));
    const change = tf.mul(direction, tf.div(tf.mul(scale, step.input('rate')), excess));
    return { weight: tf.sub(weight, change), slots: updated };
  },
});

/** The mean square of each element, where there are only means of rows and of columns: as if the two were independent. */
function meanSquares(means: readonly tf.Tensor[]): tf.Tensor {
  const [rows, columns] = means as [tf.Tensor, tf.Tensor?];
  if (columns === undefined) return rows;
  const shares = tf.div(rows, tf.mean(rows, -1, true));
  return tf.mul(tf.expandDims(shares, -1), tf.expandDims(columns, -2));
}

function rootMeanSquare(values: tf.Tensor): tf.Tensor {
  return tf.sqrt(tf.mean(tf.square(values)));
}
