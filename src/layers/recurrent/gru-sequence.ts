import * as tf from '@tensorflow/tfjs-core';
import { sigmoid, tanh } from '../../activations/index.js';
import { type GruStep, gruStep, gruSteps } from './gru-steps.js';
import { type ProjectedRecurrence, type Recurred, stepMasks } from './recurrence.js';
import { runRecurrentKernel, unpackedStates } from './recurrent-kernel.js';
import { runUnitsSteps } from './units-cell.js';

/**
 * What the gradient of a GRU is computed from: factors for what arrives at the hidden state after each step, and what
 * they are then multiplied by. A type, so that it may be saved by name.
 */
type GruTrace = {
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
function gruTrace(steps: readonly GruStep[], recurrence: ProjectedRecurrence): GruTrace {
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
function gruGradients(trace: GruTrace, outside: readonly tf.Tensor[]): GruGradients {
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

/**
 * Runs a GRU with Keras' default activations and `resetAfter` over a sequence.
 *
 * Some backends have a kernel for that. On others, under a gradient tape it is one operation with a gradient of its own: a
 * tape would cost more at every step than the step itself.
 */
export function gruSequence(recurrence: ProjectedRecurrence, recurrentBias: tf.Tensor | null): Recurred {
  const starts = { hidden: recurrence.states[0] as tf.Tensor, ...(recurrentBias && { recurrentBias }) };
  const shown = runRecurrentKernel('TupleflowGRU', recurrence, starts);
  if (shown) return unpackedStates(shown, recurrence.keepsSequence);
  if (tf.engine().isTapeOn()) return recordedSequence(recurrence, recurrentBias);
  const { recurrentKernel } = recurrence;
  return runUnitsSteps(
    recurrence,
    gruStep({ recurrentKernel, recurrentBias, resetAfter: true, activation: tanh, recurrentActivation: sigmoid }),
  );
}

function recordedSequence(recurrence: ProjectedRecurrence, recurrentBias: tf.Tensor | null): Recurred {
  const { projected, recurrentKernel, states, keepsSequence } = recurrence;
  const before = states[0] as tf.Tensor;
  const operation = tf.customGrad((...inputs) => {
    const steps = gruSteps(recurrence, recurrentBias);
    const hidden = steps.map((step) => step.hidden);
    const trace = gruTrace(steps, recurrence);
    const value = keepsSequence ? tf.stack(hidden, 1) : tf.clone(hidden.at(-1) as tf.Tensor);
    // Last, since what is saved is freed with the gradients only if nothing fails between.
    (inputs.at(-1) as tf.GradSaveFunc)(Object.values(trace));
    return { value, gradFunc: gradientOf(Object.keys(trace), keepsSequence, recurrentBias !== null) };
  });
  const biases = recurrentBias === null ? [] : [recurrentBias];
  const value = operation(projected, recurrentKernel, before, ...biases);
  if (!keepsSequence) return { sequence: null, output: value, states: [value] };
  const last = tf.slice(value, [0, (value.shape[1] as number) - 1, 0], [-1, 1, -1]);
  const output = tf.reshape(last, before.shape);
  return { sequence: value, output, states: [output] };
}

/** @param names those of the tensors of the trace that are there, in the order in which they are saved */
function gradientOf(
  names: readonly string[],
  isSequence: boolean,
  hasBias: boolean,
): (gradient: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[] {
  return (gradient, saved) => {
    const entries = names.map((name, index) => [name, saved[index]]);
    const trace: GruTrace = Object.fromEntries(entries);
    const { projected, recurrentKernel, hidden, bias } = gruGradients(
      trace,
      isSequence ? tf.unstack(gradient, 1) : [gradient],
    );
    return [projected, recurrentKernel, hidden, ...(hasBias ? [bias] : [])];
  };
}
