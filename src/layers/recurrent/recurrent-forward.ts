import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../../errors.js';
import type { ForwardContext } from '../../graph/layer-definition.js';
import type { Shape } from '../../types/shape.js';
import { dropFactors } from '../drop-factors.js';
import { projectSteps } from './project-steps.js';
import type { Recurred, Recurrence } from './recurrence.js';
import type { recurrentCall } from './recurrent-layer.js';
import type { RecurrentOptions } from './recurrent-options.js';
import { recurrentOutputs } from './recurrent-outputs.js';
import type { RecurrentClass } from './recurrent-shape.js';

/** What a recurrent layer hands over to be run. */
export interface RecurrentCall {
  readonly input: tf.Tensor;
  /** (features, gates * units) */
  readonly kernel: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  /** What is added to the inputs' part: (gates * units) */
  readonly bias: tf.Tensor | null;
  readonly options: Pick<Required<RecurrentOptions>, UsedOption>;
  readonly context: ForwardContext<Shape, string, typeof recurrentCall>;
}

type UsedOption =
  | 'dropout'
  | 'recurrentDropout'
  | 'goBackwards'
  | 'stateful'
  | 'returnSequences'
  | 'returnState'
  | 'zeroOutputForMask';

/** Does all that recurrent layers have in common; `recur` goes through the steps. */
export function recurrentForward(
  { input, kernel, recurrentKernel, bias, options, context }: RecurrentCall,
  owner: RecurrentClass,
  recur: (recurrence: Recurrence) => Recurred,
): tf.Tensor | readonly tf.Tensor[] {
  const [batch, , features] = input.shape as [number, number, number];
  const dropOut = (shape: readonly number[], rate: number) =>
    context.training && rate > 0 ? dropFactors(shape, rate, context.seed()) : null;
  const inputDropout = dropOut([batch, 1, features], options.dropout);
  const recurrentDropout = dropOut([batch, owner.units], options.recurrentDropout);
  const projected = projectSteps(inputDropout === null ? input : tf.mul(input, inputDropout), kernel, bias);
  const inOrder = (tensor: tf.Tensor) => (options.goBackwards ? tf.reverse(tensor, 1) : tensor);
  const mask = context.mask === null ? null : inOrder(context.mask);
  const { initialState } = context.call;
  const given = initialState.length > 0 ? initialState : context.kept;
  const recurred = recur({
    projected: inOrder(projected),
    recurrentKernel,
    states: firstStates(given, batch, owner),
    mask,
    recurrentDropout,
    keepsSequence: options.returnSequences,
  });
  if (options.stateful) context.keep(recurred.states);
  return recurrentOutputs(recurred, mask, given.length > 0, options);
}

/** The states that the call was given or the layer has kept, or else zeros. */
function firstStates(
  given: readonly tf.Tensor[],
  batch: number,
  { layer, units, stateCount }: RecurrentClass,
): readonly tf.Tensor[] {
  if (given.length === 0) return Array.from({ length: stateCount }, () => tf.zeros([batch, units]));
  const kept = given[0]?.shape[0];
  if (kept === batch) return given.map((state) => tf.cast(state, 'float32'));
  throw new StateError(
    `${layer} expects a batch of ${kept} samples, as many as it has states of, or else resetState() first (received ${batch})`,
  );
}
