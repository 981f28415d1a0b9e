import type { BothKinds } from '../../graph/one-kind.js';
import type { AnyTensor, HaveValues } from '../../graph/tensor-kinds.js';
import type { ShapesOf, TypeOf, TypesOf } from '../../graph/tensors.js';
import { type Fits, fits } from '../../types/dimension.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsOpen, isOpen, type Shape, type Show, show } from '../../types/shape.js';
import type { Asked, ShapeFunction } from '../../types/shape-function.js';
import type { SequenceOptions } from './recurrent-options.js';

const wrongCount = '{layer} expects as many initial states as it has, {expected} (received {received})';
const wrongShape = '{layer} expects an initial state of shape {expected} (received {received})';

/** What a recurrent layer starts from: its states in order; one alone need not be in a list. */
export type InitialState = AnyTensor | readonly AnyTensor[];

/** The rule of a layer whose call may be told the states to start from. */
export interface StatefulRule extends ShapeFunction {
  /** The name of the layer, as messages show it. */
  readonly layer: string;
  /** The states that go with `input`: a list of {@link WantedState}; anything else where they are not known. */
  readonly wanted: unknown;
}

/** A state that a call may give: its shape, and the layer that it is for. */
export interface WantedState<Layer extends string = string, State extends Shape = Shape> {
  readonly layer: Layer;
  readonly state: State;
}

/** The states of one layer. */
export type WantedStates<Layer extends string, States extends readonly Shape[]> = {
  [Place in keyof States]: WantedState<Layer, States[Place]>;
};

/** `null` where initial states fit the layer and its input; else what is wrong, and with which state. */
export type InitialStateOutcome<Rule extends StatefulRule, Given, Initial> = [Initial] extends [readonly []]
  ? null
  : [HaveValues<Initial>] extends [HaveValues<Given>]
    ? [WantedBy<Rule, Given>] extends [infer Wanted extends readonly WantedState[]]
      ? StatesOutcome<Rule['layer'], Wanted, Initial extends AnyTensor ? [Initial] : Initial>
      : null
    : BothKinds<Rule['layer'], null>;

type WantedBy<Rule extends StatefulRule, Given> = Given extends AnyTensor
  ? Asked<Rule, Given['shape'], TypeOf<Given>>['wanted']
  : Asked<Rule, ShapesOf<Given>, TypesOf<Given>>['wanted'];

type StatesOutcome<Layer extends string, Wanted extends readonly WantedState[], States> = [States] extends [
  readonly AnyTensor[],
]
  ? [number] extends [States['length'] | Wanted['length']]
    ? null
    : [States['length']] extends [Wanted['length']]
      ? OutcomeOf<
          { [Place in keyof States]: StateMisfit<ShapesOf<States[Place]>, Wanted[Place & keyof Wanted], Place> }[number]
        >
      : Mismatch<
          Fill<typeof wrongCount, { layer: Layer; expected: Wanted['length']; received: States['length'] }>,
          null
        >
  : null;

type OutcomeOf<Misfits> = [Misfits] extends [never] ? null : Misfits;

type StateMisfit<State, Wanted, Place> = [State] extends [Shape]
  ? Wanted extends WantedState<infer Layer, infer Expected>
    ? Fits<State, Expected> extends true
      ? never
      : Mismatch<
          Fill<typeof wrongShape, { layer: Layer; expected: Show<Expected>; received: Show<State> }>,
          Place & string
        >
    : never
  : never;

/** Throws unless there are no initial states, or just those that the layer has. */
export function checkInitialState(layer: string, states: readonly Shape[], wanted: readonly Shape[]): void {
  checkStateCount(layer, states.length, wanted.length);
  for (const [place, state] of states.entries()) {
    const expected = wanted[place] as Shape;
    if (!fits(state, expected)) mismatch(wrongShape, { layer, expected: show(expected), received: show(state) });
  }
}

/** Throws unless there are no initial states, or as many as the layer has. */
export function checkStateCount(layer: string, received: number, expected: number): void {
  if (received !== 0 && received !== expected) mismatch(wrongCount, { layer, expected, received });
}

const expectedBatch = 'a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful';
const expectedSteps = 'a known number of steps, because it is unrolled';

/** The rule of any recurrent layer. It says what the layer is, for those that are made of recurrent layers. */
export interface RecurrentRule extends StatefulRule {
  readonly options: SequenceOptions;
  /** The shapes of the states that go with `input`. */
  readonly states: readonly Shape[];
}

/**
 * The output of a recurrent layer, from that of a step: `returnSequences` keeps the time axis; the
 * states follow with `returnState`.
 */
export type RecurrentOutput<Rule extends RecurrentRule, Step> = [Step] extends [Shape]
  ? [Rule['options']] extends [Plain]
    ? Step
    : OfSequence<Rule, Step>
  : Step;

/** The options of which the output is that of the last step. */
interface Plain {
  readonly stateful: false;
  readonly unroll: false;
  readonly returnSequences: false;
  readonly returnState: false;
}

type OfSequence<Rule extends RecurrentRule, Step extends Shape> = [Rule['input']] extends [
  readonly [infer Batch extends Dimension, infer Time extends Dimension, ...Shape],
]
  ? IsMissing<Rule['options']['stateful'], Batch> extends true
    ? Unexpected<Rule['layer'], typeof expectedBatch, Rule['input']>
    : IsMissing<Rule['options']['unroll'], Time> extends true
      ? Unexpected<Rule['layer'], typeof expectedSteps, Rule['input']>
      : WithStates<Sequence<Step, Time, Rule['options']['returnSequences']>, Rule>
  : WithStates<[Rule['options']['returnSequences']] extends [false] ? Step : Shape, Rule>;

type IsMissing<Needed, Size extends Dimension> = [Needed] extends [true] ? IsOpen<Size> : false;

type Sequence<Output extends Shape, Time extends Dimension, Sequences> = boolean extends Sequences
  ? Shape
  : Sequences extends true
    ? [Output] extends [readonly [infer Batch extends Dimension, ...infer Rest extends Shape]]
      ? [Batch, Time, ...Rest]
      : Shape
    : Output;

type WithStates<Output extends Shape, Rule extends RecurrentRule> = Rule['options']['returnState'] extends true
  ? [Output, ...Rule['states']]
  : Output;

/** The output of a recurrent layer in one line; `Sizes` are those of the output of a step, after the batch. */
export type SequenceOf<
  Options extends SequenceOptions,
  Sizes extends string,
> = `(batch, ${Options['returnSequences'] extends false ? '' : 'time, '}${Sizes})${Options['returnState'] extends false ? '' : ', states'}`;

/** @param step what comes out of a step, and then the states after it. */
export function recurrentOutput(
  layer: string,
  input: Shape,
  [output, ...states]: readonly Shape[],
  { returnSequences, returnState, stateful, unroll }: SequenceOptions,
): Shape | readonly Shape[] {
  const [batch, time] = input as readonly [Dimension, Dimension];
  if (stateful && isOpen(batch)) return unexpected(layer, expectedBatch, input);
  if (unroll && isOpen(time)) return unexpected(layer, expectedSteps, input);
  const [, ...rest] = output as Shape;
  const shown: Shape = returnSequences ? [batch, time, ...rest] : (output as Shape);
  return returnState ? [shown, ...states] : shown;
}
