import * as tf from '@tensorflow/tfjs-core';
import { ShapeError, StateError } from '../../errors.js';
import type { AnyLayer, CallOptions, CheckedCall, Output } from '../../graph/layer.js';
import type { BothKinds } from '../../graph/one-kind.js';
import type { IsReported, Place, PlaceOf, Returned } from '../../graph/reported.js';
import type { AnyTensor, HaveValues } from '../../graph/tensor-kinds.js';
import type { CheckedArguments } from '../../graph/tensors.js';
import { type Dimension, type Shape, show } from '../../types/shape.js';
import { booleans, type MaskShape, maskShape } from '../core/masking.js';
import type { Recurred, Recurrence } from './recurrence.js';
import type { RecurrentOptions } from './recurrent-options.js';
import {
  checkInitialState,
  type InitialState,
  type InitialStateOutcome,
  type StatefulRule,
} from './recurrent-shape.js';

/** `null` where the mask that a call gives fits the batch and the time of the input; else what is wrong. */
type SequenceMask<Layer extends string, Given, Mask> = Given extends AnyTensor
  ? [HaveValues<Mask>] extends [HaveValues<Given>]
    ? [Given['shape']] extends [readonly [infer Batch extends Dimension, infer Time extends Dimension, ...Shape]]
      ? MaskShape<Layer, 'mask', Mask['shape' & keyof Mask], [Batch, Time]>
      : null
    : BothKinds<Layer, null>
  : null;

/** The same at run time: throws what is wrong. */
export function checkSequenceMask(layer: string, mask: Shape | null, input: Shape): void {
  maskShape(layer, 'mask', mask, input.slice(0, 2));
}

/** Which steps of a sequence count: what the call says, or else what has come with the input. */
export function sequenceMask(
  layer: string,
  given: tf.Tensor | null,
  incoming: tf.Tensor | null,
  input: tf.Tensor,
): tf.Tensor | null {
  if (given === null) return incoming;
  // Sizes that were open in the graph are known only now.
  checkSequenceMask(layer, given.shape, input.shape);
  return booleans(given);
}

/** The arguments of a call of a recurrent layer besides its input. */
export interface RecurrentCallOptions extends CallOptions {
  /** The states to start from, in the layer's order: zeros by default. */
  readonly initialState?: InitialState;
  /** Which steps count, (batch, time): replaces the mask of the input. */
  readonly mask?: AnyTensor;
}

/** The same as a definition sees them. */
export const recurrentCall = { tensors: { initialState: 'list', mask: 'one' } } as const;

/** Whether the named arguments of a call fit, each in its place. */
interface RecurrentOutcomes<Rule extends StatefulRule, Given, Said> {
  readonly initialState: InitialStateOutcome<Rule, Given, Said['initialState' & keyof Said]>;
  readonly mask: SequenceMask<Rule['layer'], Given, Said['mask' & keyof Said]>;
}

/** A recurrent layer: called on a sequence, it goes through its steps, and may be told the states to start from, and
 * which steps count. */
export interface RecurrentLayer<
  Rule extends StatefulRule = StatefulRule,
  Name extends string = string,
  out _Signature = Rule['signature'],
> extends AnyLayer<Rule> {
  readonly name: Name;
  <const Given, const At = Place>(
    input: CheckedCall<Rule, Given>,
    options?: CheckedArguments<At, RecurrentCallOptions, RecurrentOutcomes<Rule, Given, At>>,
  ): Returned<Output<Rule, Given, Name, IsReported<Given, At>>>[keyof PlaceOf<At>];
}

/** A layer as what its class says it is: one whose calls may be told the states to start from. */
export function recurrentLayer<Recurrent extends AnyLayer>(layer: AnyLayer): Recurrent {
  return layer as Recurrent;
}

/**
 * What comes out of a recurrent layer.
 *
 * Where the mask leaves a step out, the output is the output before, which at first is zero and not the initial state, or
 * zero with `zeroOutputForMask`.
 *
 * @param mask in the order in which the steps are taken
 */
function recurrentOutputs(
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

/** A mask with axes of size 1 appended, so that it broadcasts to the values that it masks. */
function widened(mask: tf.Tensor, rank: number): tf.Tensor {
  return tf.reshape(mask, [...mask.shape, ...Array<number>(rank - mask.rank).fill(1)]);
}

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
  /** The states that it starts from by itself; `null`, the default, for zeros. */
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
