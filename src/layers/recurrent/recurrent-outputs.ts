import * as tf from '@tensorflow/tfjs-core';
import type { Recurred } from './recurrence.js';
import type { RecurrentOptions } from './recurrent-options.js';

/**
 * What comes out of a recurrent layer.
 *
 * Where the mask leaves a step out, the output is the output before, which at first is zero and not the initial state, or
 * zero with `zeroOutputForMask`.
 *
 * @param mask in the order in which the steps are taken
 */
export function recurrentOutputs(
  { sequence, output, states }: Recurred,
  mask: tf.Tensor | null,
  startsFromZero: boolean,
  { returnState, zeroOutputForMask }: Pick<Required<RecurrentOptions>, 'returnState' | 'zeroOutputForMask'>,
): tf.Tensor | readonly tf.Tensor[] {
  const isRight = mask === null || (startsFromZero && !zeroOutputForMask);
  const shown = isRight ? (sequence ?? output) : shownOutput(sequence, output, shownSteps(mask, zeroOutputForMask));
  return returnState ? [shown, ...states] : shown;
}

function shownOutput(sequence: tf.Tensor | null, output: tf.Tensor, shown: tf.Tensor): tf.Tensor {
  if (sequence !== null) return tf.where(widened(shown, sequence.rank), sequence, tf.zerosLike(sequence));
  const last = tf.squeeze(tf.slice(shown, [0, (shown.shape[1] as number) - 1], [-1, 1]), [1]);
  return tf.where(widened(last, output.rank), output, tf.zerosLike(output));
}

/** At which steps the output is shown: where they count, or, as outputs are repeated, from the first that counts on. */
function shownSteps(mask: tf.Tensor, zeroOutputForMask: boolean): tf.Tensor {
  if (zeroOutputForMask) return mask;
  return tf.greater(tf.cumsum(tf.cast(mask, 'int32'), 1), 0);
}

/** A mask with axes of 1 behind its own, so that it stands for all that it masks. */
function widened(mask: tf.Tensor, rank: number): tf.Tensor {
  return tf.reshape(mask, [...mask.shape, ...Array<number>(rank - mask.rank).fill(1)]);
}
