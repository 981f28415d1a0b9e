import * as tf from '@tensorflow/tfjs-core';
import { hasRecurrentKernel, type RecurrentKernel } from '../../backends/wasm/recurrent-kernels.js';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';

/**
 * Runs a recurrent layer with Keras' default activations by one kernel, and by one more for its gradients, where the backend has them.
 *
 * @param starts the states, by the names that the kernel gives them, and what else it has gradients of.
 * @returns the output of the kernel; `undefined` where there is none.
 */
export function runRecurrentKernel(
  kernelName: RecurrentKernel,
  recurrence: ProjectedRecurrence,
  starts: Readonly<Record<string, tf.Tensor>>,
): tf.Tensor | undefined {
  if (!hasRecurrentKernel(kernelName)) return undefined;
  const { projected, recurrentKernel, recurrentDropout, mask, keepsSequence } = recurrence;
  const fixed = { recurrentKernel, ...starts, ...(mask && { mask }), ...(recurrentDropout && { recurrentDropout }) };
  const run = (keepsTrace: boolean) =>
    tf.engine().runKernel<tf.Tensor[]>(kernelName, { projected, ...fixed }, { keepsSequence, keepsTrace });
  if (!tf.engine().isTapeOn()) return run(false)[0] as tf.Tensor;
  return tf.customGrad((...inputs) => {
    const [value, ...trace] = run(true) as [tf.Tensor, ...tf.Tensor[]];
    const names = Object.keys(fixed);
    // Last, since what is saved is freed with the gradients only if nothing fails between.
    (inputs.at(-1) as tf.GradSaveFunc)([...Object.values(fixed), ...trace]);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const given = saved.map((tensor, index) => [names[index] ?? `trace${index - names.length}`, tensor] as const);
      const gradients = { gradient, ...Object.fromEntries(given) };
      return tf.engine().runKernel<tf.Tensor[]>(`${kernelName}Grad`, gradients, { keepsSequence });
    };
    return { value, gradFunc };
  })(projected, recurrentKernel, ...Object.values(starts));
}

/** The hidden states that were asked for, and after them the carry, in one tensor: (batch, count + 1, units). */
export function unpackedLstm(packed: tf.Tensor, keepsSequence: boolean): Recurred {
  const count = (packed.shape[1] as number) - 1;
  const output = stateAt(packed, count - 1);
  return {
    sequence: keepsSequence ? tf.slice(packed, [0, 0, 0], [-1, count, -1]) : null,
    output,
    states: [output, stateAt(packed, count)],
  };
}

/** The hidden states that were asked for, of a layer whose output is its only state: (batch, count, units). */
export function unpackedStates(shown: tf.Tensor, keepsSequence: boolean): Recurred {
  const output = stateAt(shown, (shown.shape[1] as number) - 1);
  return { sequence: keepsSequence ? shown : null, output, states: [output] };
}

function stateAt(packed: tf.Tensor, index: number): tf.Tensor {
  const [batch, count, units] = packed.shape as [number, number, number];
  const state = count === 1 ? packed : tf.slice(packed, [0, index, 0], [-1, 1, -1]);
  return tf.reshape(state, [batch, units]);
}
