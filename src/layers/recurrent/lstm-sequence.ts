import * as tf from '@tensorflow/tfjs-core';
import { sigmoid, tanh } from '../../activations/index.js';
import { lstmGradients } from './lstm-gradients.js';
import { lstmStep } from './lstm-step.js';
import { type LstmTrace, lstmSteps } from './lstm-steps.js';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';
import { runUnitsSteps } from './units-step.js';

/**
 * Runs an LSTM with Keras' default activations over a sequence. Its states are the hidden one, which is also the output,
 * and the carry.
 *
 * Under a gradient tape it is one operation with a gradient of its own: a tape would cost more at every step than the
 * step itself.
 */
export function lstmSequence(recurrence: ProjectedRecurrence): Recurred {
  return tf.engine().isTapeOn()
    ? recordedSequence(recurrence)
    : runUnitsSteps(recurrence, lstmStep(recurrence.recurrentKernel, tanh, sigmoid));
}

function recordedSequence(recurrence: ProjectedRecurrence): Recurred {
  const { projected, recurrentKernel, states, keepsSequence } = recurrence;
  // Such an operation has one output: the hidden states that are asked for, and after them the carry.
  const packed = tf.customGrad((...inputs) => {
    const { steps, trace } = lstmSteps(recurrence);
    const last = steps.at(-1) as (typeof steps)[number];
    const hidden = (keepsSequence ? steps : [last]).map((step) => step.hidden);
    const value = tf.stack([...hidden, last.carry], 1);
    // Last, since what is saved is freed with the gradients only if nothing fails between.
    (inputs.at(-1) as tf.GradSaveFunc)(Object.values(trace));
    return { value, gradFunc: gradientOf(Object.keys(trace)) };
  })(projected, recurrentKernel, ...states);
  const count = (packed.shape[1] as number) - 1;
  const output = stateAt(packed, count - 1);
  return {
    sequence: keepsSequence ? tf.slice(packed, [0, 0, 0], [-1, count, -1]) : null,
    output,
    states: [output, stateAt(packed, count)],
  };
}

/** @param names those of the tensors of the trace that are there, in the order in which they are saved */
function gradientOf(names: readonly string[]): (gradient: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[] {
  return (gradient, saved) => {
    const entries = names.map((name, index) => [name, saved[index]]);
    const trace: LstmTrace = Object.fromEntries(entries);
    const outside = tf.unstack(gradient, 1);
    const { projected, recurrentKernel, hidden, carry } = lstmGradients(
      trace,
      outside.slice(0, -1),
      outside.at(-1) as tf.Tensor,
    );
    return [projected, recurrentKernel, hidden, carry];
  };
}

function stateAt(packed: tf.Tensor, index: number): tf.Tensor {
  const [batch, , units] = packed.shape as [number, number, number];
  return tf.reshape(tf.slice(packed, [0, index, 0], [-1, 1, -1]), [batch, units]);
}
