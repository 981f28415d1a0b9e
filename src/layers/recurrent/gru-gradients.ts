import * as tf from '@tensorflow/tfjs-core';
import type { GruStep } from './gru-steps.js';
import type { ProjectedRecurrence } from './recurrence.js';
import { stepMasks } from './step-masks.js';

/**
 * What the gradient of a GRU is computed from: factors for what arrives at the hidden state after each step, and what
 * they are then multiplied by. A type, so that it may be saved by name.
 */
export type GruTrace = {
  /** To what the state adds to gates and candidate: (steps, batch, 3 * units). */
  readonly inner: tf.Tensor;
  /** To what the inputs add to the candidate; to the gates it is the same as the state: (steps, batch, units). */
  readonly candidate: tf.Tensor;
  /** To the state before, by the update gate or around the step: (steps, batch, units). */
  readonly direct: tf.Tensor;
  /** The state as it enters each step, dropout applied: (steps, batch, units). */
  readonly recurrent: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly recurrentDropout?: tf.Tensor;
};

/** The gradients of what a GRU is computed from. */
export interface GruGradients {
  readonly projected: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly hidden: tf.Tensor;
  /** That of the recurrent bias. */
  readonly bias: tf.Tensor;
}

/** The factors of all steps at once. */
export function gruTrace(steps: readonly GruStep[], recurrence: ProjectedRecurrence): GruTrace {
  const { recurrentKernel, recurrentDropout, mask } = recurrence;
  const all = (pick: (step: GruStep) => tf.Tensor) => tf.stack(steps.map(pick));
  const [update, reset] = tf.split(
    all(({ gates }) => gates),
    2,
    2,
  ) as [tf.Tensor, tf.Tensor];
  const candidate = all((step) => step.candidate);
  const masks = mask === null ? null : stepMasks(mask, candidate.shape.slice(2));
  const counted = (factor: tf.Tensor) => (masks === null ? factor : tf.where(masks, factor, tf.zerosLike(factor)));
  const toCandidate = counted(tf.mul(tf.sub(1, update), tf.sub(1, tf.square(candidate))));
  const toUpdate = tf.mul(
    tf.sub(
      all(({ before }) => before),
      candidate,
    ),
    slope(update),
  );
  const toReset = tf.mul(
    tf.mul(
      toCandidate,
      all(({ candidatePart }) => candidatePart),
    ),
    slope(reset),
  );
  return {
    inner: tf.concat([toUpdate, toReset, tf.mul(toCandidate, reset)].map(counted), 2),
    candidate: toCandidate,
    direct: masks === null ? update : tf.where(masks, update, tf.onesLike(update)),
    recurrent: all(({ recurrent }) => recurrent),
    recurrentKernel,
    ...(recurrentDropout === null ? {} : { recurrentDropout }),
  };
}

/** What the sigmoid with this value is as steep as. */
function slope(value: tf.Tensor): tf.Tensor {
  return tf.mul(value, tf.sub(1, value));
}

/**
 * Goes back through the steps of a GRU.
 *
 * @param outside what comes from outside for the hidden states: for those of all steps, or just the last
 */
export function gruGradients(trace: GruTrace, outside: readonly tf.Tensor[]): GruGradients {
  const { recurrentDropout } = trace;
  const inner = tf.unstack(trace.inner);
  const direct = tf.unstack(trace.direct);
  const unused = inner.length - outside.length;
  const transposed = tf.transpose(trace.recurrentKernel) as tf.Tensor2D;
  const arrived: tf.Tensor[] = [];
  const ofInner: tf.Tensor[] = [];
  let hidden: tf.Tensor = tf.zerosLike(outside[0] as tf.Tensor);
  for (let step = inner.length - 1; step >= 0; step--) {
    const added = outside[step - unused];
    const arriving = added === undefined ? hidden : tf.add(hidden, added);
    arrived[step] = arriving;
    const gradient = tf.mul(tf.tile(arriving, [1, 3]), inner[step] as tf.Tensor);
    ofInner[step] = gradient;
    hidden = tf.tidy(() => {
      const entering = tf.matMul(gradient as tf.Tensor2D, transposed);
      const kept = recurrentDropout === undefined ? entering : tf.mul(entering, recurrentDropout);
      return tf.add(kept, tf.mul(arriving, direct[step] as tf.Tensor));
    });
  }
  const all = tf.stack(ofInner);
  const units = hidden.shape[1] as number;
  const gates = tf.slice(all, [0, 0, 0], [-1, -1, 2 * units]);
  const projected = tf.concat([gates, tf.mul(tf.stack(arrived), trace.candidate)], 2);
  const rows = (tensor: tf.Tensor) => tf.reshape(tensor, [-1, tensor.shape[2] as number]) as tf.Tensor2D;
  return {
    projected: tf.transpose(projected, [1, 0, 2]),
    recurrentKernel: tf.matMul(rows(trace.recurrent), rows(all), true),
    hidden,
    bias: tf.sum(rows(all), 0),
  };
}
