import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/custom-gradient.js';
import { classIndexRange } from './check-targets.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { alignmentStates, scoresSoFar, scoresToCome } from './label-alignments.js';

/**
 * How improbable labels are in all of their alignments with a longer sequence of outputs (connectionist temporal
 * classification).
 *
 * Takes labels (batch, labels), padded with 0, which is no label but the blank between them, and logits (batch, steps,
 * classes). See Graves et al., 2006.
 *
 * @example
 * model.compile({ optimizer: 'adam', loss: CTC() });
 */
export const CTC: LossFactory<'ctc', object, 'labelSequences'> = defineLoss<object, 'labelSequences', 'ctc'>({
  className: 'CTC',
  name: 'ctc',
  targetKind: 'labelSequences',
  defaults: {},
  losses: (target, prediction) =>
    withGradient(prediction, (logits) => {
      const labels = target as tf.Tensor2D;
      const [batch, , classes] = logits.shape as [number, number, number];
      const logProbabilities = tf.logSoftmax(logits);
      const states = alignmentStates(labels);
      const isOfState = tf.oneHot(states.classes, classes, 1, 0, 'float32');
      const emitted = tf.matMul(logProbabilities, isOfState, false, true);
      const emissions = tf.unstack(emitted, 1);
      const soFar = scoresSoFar(emissions, states);
      const toCome = scoresToCome(emissions, states);
      const total = tf.logSumExp(tf.add(soFar.at(-1) as tf.Tensor, states.endCosts), 1);
      const alignments = tf.add(tf.stack([...soFar], 1), tf.stack([...toCome], 1));
      const shares = tf.exp(tf.sub(alignments, tf.reshape(total, [batch, 1, 1])));
      return {
        value: tf.neg(total),
        saved: [tf.sub(tf.exp(logProbabilities), tf.matMul(shares, isOfState))],
        gradient: (upstream, [slope]) => tf.mul(tf.reshape(upstream, [batch, 1, 1]), slope as tf.Tensor),
      };
    }),
  targetRange: (predictionShape) => classIndexRange(predictionShape),
});
