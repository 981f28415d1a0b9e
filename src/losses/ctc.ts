import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/custom-gradient.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { classIndexRange } from './target-shape.js';

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

/**
 * Labels with a blank before, between and behind them: the states that an alignment goes through, step by step. It stays,
 * goes on, or leaves out the blank between two labels that differ.
 */
export interface AlignmentStates {
  /** The class of each state, of shape (batch, states). */
  readonly classes: tf.Tensor2D;
  /** 0 where a state can be reached from the last but one, and as good as minus infinity where it cannot. */
  readonly skipCosts: tf.Tensor2D;
  /** 0 for the states in which an alignment may end, and as good as minus infinity for the others. */
  readonly endCosts: tf.Tensor2D;
}

/** The logarithm of a probability that is as good as 0, which still has a gradient. */
const impossible: number = -1e5;

/** The states of labels, of shape (batch, labels) and padded with 0, which is the blank. */
function alignmentStates(labels: tf.Tensor2D): AlignmentStates {
  const [batch, count] = labels.shape;
  const states = 2 * count + 1;
  const blanks = tf.zeros([batch, count], 'int32');
  const between = tf.reshape(tf.stack([blanks, labels], 2), [batch, 2 * count]);
  const classes = tf.concat2d([between as tf.Tensor2D, tf.zeros([batch, 1], 'int32')], 1);
  const twoBefore = tf.slice(tf.concat([tf.zeros([batch, 2], 'int32'), classes], 1), [0, 0], [batch, states]);
  const isSkip = tf.logicalAnd(tf.notEqual(classes, 0), tf.notEqual(classes, twoBefore));
  const last = tf.mul(tf.sum(tf.cast(tf.notEqual(labels, 0), 'int32'), 1, true), 2);
  const places = tf.range(0, states, 1, 'int32');
  const isEnd = tf.logicalOr(tf.equal(places, last), tf.equal(places, tf.sub(last, 1)));
  return { classes, skipCosts: costs(isSkip), endCosts: costs(isEnd) };
}

/**
 * How probable it is, as logarithms of shape (batch, states), that the outputs up to each step end in a state.
 *
 * @param emissions for each step, and each state, the logarithm of the probability of its class.
 */
function scoresSoFar(emissions: readonly tf.Tensor[], { skipCosts }: AlignmentStates): readonly tf.Tensor[] {
  const [batch, states] = skipCosts.shape;
  // As if in the first blank: from there the first step goes to it, or to the first label.
  const isStart = tf.equal(tf.range(0, states, 1, 'int32'), 0);
  let before: tf.Tensor = tf.tile(tf.expandDims(costs(isStart), 0), [batch, 1]);
  return emissions.map((emission) => {
    const padded = tf.pad(
      before,
      [
        [0, 0],
        [2, 0],
      ],
      impossible,
    );
    const from = (back: number) => tf.slice(padded, [0, 2 - back], [batch, states]);
    const arrivals = [before, from(1), tf.add(from(2), skipCosts)];
    before = tf.add(tf.logSumExp(tf.stack(arrivals), 0), emission);
    return before;
  });
}

/** How probable the outputs of the steps to come are, given the state after each step. */
function scoresToCome(emissions: readonly tf.Tensor[], { skipCosts, endCosts }: AlignmentStates): readonly tf.Tensor[] {
  const [batch, states] = skipCosts.shape;
  const scores: tf.Tensor[] = [endCosts];
  for (const emission of emissions.slice(1).reverse()) {
    const next = tf.add(scores[0] as tf.Tensor, emission);
    const to = (score: tf.Tensor, forth: number) =>
      tf.slice(
        tf.pad(
          score,
          [
            [0, 0],
            [0, 2],
          ],
          impossible,
        ),
        [0, forth],
        [batch, states],
      );
    const departures = [next, to(next, 1), to(tf.add(next, skipCosts), 2)];
    scores.unshift(tf.logSumExp(tf.stack(departures), 0));
  }
  return scores;
}

function costs(isPossible: tf.Tensor): tf.Tensor2D {
  return tf.mul(tf.sub(1, tf.cast(isPossible, 'float32')), impossible);
}
