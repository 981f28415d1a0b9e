import * as tf from '@tensorflow/tfjs-core';
import { sigmoid, tanh } from '../../activations/index.js';
import { type GruTrace, gruGradients, gruTrace } from './gru-gradients.js';
import { gruStep } from './gru-step.js';
import { gruSteps } from './gru-steps.js';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';
import { runUnitsSteps } from './units-step.js';

/**
 * Runs a GRU with Keras' default activations and `resetAfter` over a sequence.
 *
 * Under a gradient tape it is one operation with a gradient of its own: a tape would cost more at every step than the
 * step itself.
 */
export function gruSequence(recurrence: ProjectedRecurrence, recurrentBias: tf.Tensor | null): Recurred {
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
