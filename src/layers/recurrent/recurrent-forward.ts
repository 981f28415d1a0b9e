import * as tf from '@tensorflow/tfjs-core';
import { ShapeError, StateError } from '../../errors.js';
import { show } from '../../types/shape.js';
import type { Recurred, Recurrence } from './recurrence.js';
import type { RecurrentOptions } from './recurrent-options.js';
import { recurrentOutputs } from './recurrent-outputs.js';

/** What a recurrent layer hands over to be run. */
export interface RecurrentCall {
  /** The layer, as messages name it. */
  readonly layer: string;
  readonly input: tf.Tensor;
  readonly mask: tf.Tensor | null;
  /** The states that the call was given, or that the layer has kept; none for those that it starts from by itself. */
  readonly states: readonly tf.Tensor[];
  /** The shapes of its states. */
  readonly stateShapes: readonly (readonly number[])[];
  readonly options: Required<RecurrentOptions>;
  /** Keeps states for the next batch. */
  keep(states: readonly tf.Tensor[]): void;
}

/** Does all that recurrent layers have in common; `recur` goes through the steps. */
export function recurrentForward(
  call: RecurrentCall,
  recur: (recurrence: Recurrence) => Recurred,
): tf.Tensor | readonly tf.Tensor[] {
  const { layer, input, options } = call;
  const [batch, steps] = input.shape as [number, number];
  if (steps === 0) throw new ShapeError(`${layer} expects at least one step (received ${show(input.shape)})`);
  const inOrder = (tensor: tf.Tensor) => (options.goBackwards ? tf.reverse(tensor, 1) : tensor);
  const mask = call.mask === null ? null : inOrder(call.mask);
  const recurred = recur({
    input: inOrder(input),
    states: firstStates(call, batch),
    mask,
    keepsSequence: options.returnSequences,
  });
  if (options.stateful) call.keep(recurred.states);
  return recurrentOutputs(recurred, mask, call.states.length === 0, options);
}

/** The states that there are, or else zeros. */
function firstStates({ layer, states, stateShapes }: RecurrentCall, batch: number): readonly tf.Tensor[] {
  if (states.length === 0) return stateShapes.map((shape) => tf.zeros([...shape]));
  const kept = states[0]?.shape[0];
  if (kept === batch) return states.map((state) => tf.cast(state, 'float32'));
  throw new StateError(
    `${layer} expects a batch of ${kept} samples, as many as it has states of, or else resetState() first (received ${batch})`,
  );
}
