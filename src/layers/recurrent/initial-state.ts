import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { ShapesOf } from '../../graph/tensors.js';
import { type Fits, fits } from '../../types/fits.js';
import type { Fill } from '../../types/message.js';
import { type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../../types/shape.js';
import type { RecurrentClass } from './recurrent-shape.js';

export const wrongCount = '{layer} expects as many initial states as it has, {expected} (received {received})';
const wrongShape = '{layer} expects an initial state of shape {expected} (received {received})';

/** What a recurrent layer starts from: its states in order; one alone need not be in a list. */
export type InitialState = SymbolicTensor | readonly SymbolicTensor[];

/** `null` where initial states fit the layer and its input; else what is wrong, and with which state. */
export type InitialStateOutcome<Given, Initial, Class extends RecurrentClass> = Initial extends readonly []
  ? null
  : StatesOutcome<
      WantedState<ShapesOf<Given>, Class['units']>,
      Initial extends SymbolicTensor ? [Initial] : Initial,
      Class
    >;

/** The shape of each state that goes with an input. */
export type WantedState<Input, Units extends number> = Input extends readonly [infer Batch extends Dimension, ...Shape]
  ? [Batch, Units]
  : Shape;

type StatesOutcome<
  Wanted extends Shape,
  States,
  Class extends RecurrentClass,
> = States extends readonly SymbolicTensor[]
  ? number extends States['length']
    ? null
    : States['length'] extends Class['stateCount']
      ? OutcomeOf<{ [Index in keyof States]: StateMisfit<ShapesOf<States[Index]>, Wanted, Index, Class> }[number]>
      : Mismatch<
          Fill<typeof wrongCount, { layer: Class['layer']; expected: Class['stateCount']; received: States['length'] }>,
          null
        >
  : null;

/** `null` where there is no misfit; else one of them. */
export type OutcomeOf<Misfits> = [Misfits] extends [never] ? null : Misfits;

/** What is wrong with one state; `never` where it fits. */
export type StateMisfit<State, Wanted extends Shape, Index, Class extends RecurrentClass> = State extends Shape
  ? Fits<State, Wanted> extends true
    ? never
    : Mismatch<
        Fill<typeof wrongShape, { layer: Class['layer']; expected: Show<Wanted>; received: Show<State> }>,
        Index & string
      >
  : never;

export function checkInitialState(
  input: Shape,
  states: readonly Shape[],
  { layer, units, stateCount }: RecurrentClass,
): void {
  if (states.length === 0) return;
  if (states.length !== stateCount) mismatch(wrongCount, { layer, expected: stateCount, received: states.length });
  const wanted: Shape = [input[0] as Dimension, units];
  const misfit = states.find((state) => !fits(state, wanted));
  if (misfit !== undefined) mismatch(wrongShape, { layer, expected: show(wanted), received: show(misfit) });
}
