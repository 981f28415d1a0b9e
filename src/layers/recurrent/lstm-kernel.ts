import * as tf from '@tensorflow/tfjs-core';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';

/** The kernel for all steps of an LSTM, which some backends have. */
export const lstmKernel = 'TupleflowLSTM';

/** Runs an LSTM with Keras' default activations by one kernel, and by one more for its gradients. */
export function lstmByKernel(recurrence: ProjectedRecurrence): Recurred {
  const { projected, recurrentKernel, recurrentDropout, mask, states, keepsSequence } = recurrence;
  const [hidden, carry] = states as readonly [tf.Tensor, tf.Tensor];
  const fixed = { recurrentKernel, ...(mask && { mask }), ...(recurrentDropout && { recurrentDropout }) };
  const run = (keepsTrace: boolean) => {
    const inputs = { projected, hidden, carry, ...fixed };
    return tf.engine().runKernel<tf.Tensor[]>(lstmKernel, inputs, { keepsSequence, keepsTrace });
  };
  if (!tf.engine().isTapeOn()) return unpackedLstm(run(false)[0] as tf.Tensor, keepsSequence);
  const packed = tf.customGrad((...inputs) => {
    const [value, ...trace] = run(true) as [tf.Tensor, ...tf.Tensor[]];
    const names = ['gates', 'carries', 'entered', 'carry', ...Object.keys(fixed)];
    // Last, since what is saved is freed with the gradients only if nothing fails between.
    (inputs.at(-1) as tf.GradSaveFunc)([...trace, carry, ...Object.values(fixed)]);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const given = Object.fromEntries(names.map((name, index) => [name, saved[index] as tf.Tensor]));
      return tf.engine().runKernel<tf.Tensor[]>(`${lstmKernel}Grad`, { gradient, ...given }, { keepsSequence });
    };
    return { value, gradFunc };
  })(projected, recurrentKernel, hidden, carry);
  return unpackedLstm(packed, keepsSequence);
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

function stateAt(packed: tf.Tensor, index: number): tf.Tensor {
  const [batch, , units] = packed.shape as [number, number, number];
  return tf.reshape(tf.slice(packed, [0, index, 0], [-1, 1, -1]), [batch, units]);
}
