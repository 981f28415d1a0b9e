import * as tf from '@tensorflow/tfjs-core';
import { ShapeError, StateError } from '../../errors.js';
import { show } from '../../types/shape.js';
import { checkInitialState } from './initial-state.js';
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
  /** The states that it starts from by itself; `null` for zeros, as they are unless given. */
  readonly initialState?: readonly tf.Tensor[] | null;
  readonly options: Required<RecurrentOptions>;
  /** Keeps states for the next batch. */
  keep(states: readonly tf.Tensor[]): void;
}

/** Does all that recurrent layers have in common; `recur` goes through the steps. */
export function recurrentForward(
  call: RecurrentCall,
  recur: (recurrence: Recurrence) => Recurred,
): tf.Tensor | readonly tf.Tensor[] {
  const { layer, input, options, initialState = null } = call;
  if (input.shape[1] === 0) throw new ShapeError(`${layer} expects at least one step (received ${show(input.shape)})`);
  const inOrder = (tensor: tf.Tensor) => (options.goBackwards ? tf.reverse(tensor, 1) : tensor);
  const mask = call.mask === null ? null : inOrder(call.mask);
  const startsFromZero = call.states.length === 0 && initialState === null;
  const recurred = recur({
    input: inOrder(input),
    states: startsFromZero ? call.stateShapes.map((shape) => tf.zeros([...shape])) : firstStates(call),
    mask,
    keepsSequence: options.returnSequences,
  });
  if (options.stateful) call.keep(recurred.states);
  return recurrentOutputs(recurred, mask, startsFromZero, options);
}

/** The states that are given or kept, or else the layer's own. */
function firstStates({ layer, states: given, stateShapes, initialState }: RecurrentCall): readonly tf.Tensor[] {
  const states = given.length > 0 ? given : (initialState ?? []);
  const [batch, kept] = [stateShapes[0]?.[0], states[0]?.shape[0]];
  if (batch !== kept) {
    throw new StateError(
      `${layer} expects a batch of ${kept} samples, as many as it has states of, or else resetState() first (received ${batch})`,
    );
  }
  // Sizes that were open in the graph are known only now.
  checkInitialState(
    layer,
    states.map(({ shape }) => shape),
    stateShapes,
  );
  return states.map((state) => tf.cast(state, 'float32'));
}
