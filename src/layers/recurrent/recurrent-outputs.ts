import * as tf from '@tensorflow/tfjs-core';
import type { Recurred } from './recurrence.js';
import type { RecurrentOptions } from './recurrent-options.js';

/**
 * What comes out of a recurrent layer.
 *
 * The output at a step is the first state after it, but not where the mask leaves the step out: then it is the output
 * before, which at first is zero and not the initial state, or zero with `zeroOutputForMask`.
 *
 * @param mask in the order in which the steps are taken
 */
export function recurrentOutputs(
  { sequence, states }: Recurred,
  mask: tf.Tensor | null,
  hasInitialStates: boolean,
  { returnState, zeroOutputForMask }: Pick<Required<RecurrentOptions>, 'returnState' | 'zeroOutputForMask'>,
): tf.Tensor | readonly tf.Tensor[] {
  const last = states[0] as tf.Tensor;
  const isStateAlone = mask === null || !(zeroOutputForMask || hasInitialStates);
  const output = isStateAlone ? (sequence ?? last) : maskedOutput(sequence, last, shownSteps(mask, zeroOutputForMask));
  return returnState ? [output, ...states] : output;
}

function maskedOutput(sequence: tf.Tensor | null, last: tf.Tensor, shown: tf.Tensor): tf.Tensor {
  if (sequence === null)
    return tf.where(tf.slice(shown, [0, (shown.shape[1] as number) - 1]), last, tf.zerosLike(last));
  return tf.where(tf.expandDims(shown, 2), sequence, tf.zerosLike(sequence));
}

/** At which steps the output is the state: where they count, or, as outputs are repeated, from the first that counts on. */
function shownSteps(mask: tf.Tensor, zeroOutputForMask: boolean): tf.Tensor {
  if (zeroOutputForMask) return mask;
  return tf.greater(tf.cumsum(tf.cast(mask, 'int32'), 1), 0);
}
