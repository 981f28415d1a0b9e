import type * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer, CallOptions, CheckedCall, LayerMembers, Output } from '../../graph/layer.js';
import type { WeightSpecifications, WeightTensors } from '../../graph/layer-definition.js';
import type { IsReported, Place, PlaceOf, Returned } from '../../graph/reported.js';
import type { Resolved } from '../../graph/resolve-configuration.js';
import type { CheckedArguments } from '../../graph/tensors.js';
import type { Known } from '../../types/arithmetic/operands.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import {
  type Dimension,
  type IsOpen,
  type IsUnranked,
  isOpen,
  isShape,
  type Shape,
  type SizeText,
} from '../../types/shape.js';
import type { Recurred, Recurrence } from './recurrence.js';
import type { SequenceOptions } from './recurrent-options.js';
import type {
  InitialState,
  InitialStateOutcome,
  RecurrentOutput,
  RecurrentRule,
  SequenceOf,
  StatefulRule,
  WantedStates,
} from './recurrent-shape.js';

/** The arguments of a step of a cell besides inputs, weights and configuration. */
export interface CellContext {
  /** Whether this is a training step: dropout is on. */
  readonly training: boolean;
  /** A seed for a random operation; another at each call. */
  seed(): number;
}

/** What makes a cell, whether a recurrent layer has it within or users hand it over. */
export interface CellDefinition<Given, Configuration extends object, Weights extends WeightSpecifications> {
  /** Keras' name of its class: `LSTMCell`. */
  readonly name: string;
  /** Checks what the user gave, and fills in defaults; `owner` is the class that messages name. */
  readonly configure: (given: Given, owner: string) => Configuration;
  /** The shapes of its weights by name, for what goes into a step: (batch, ...). */
  readonly weights: (step: Shape, configuration: Resolved<Configuration>) => Weights;
  /** Goes through a sequence. */
  readonly recur: (
    recurrence: Recurrence,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
    context: CellContext,
  ) => Recurred;
}

/** How large what comes out of a step is, and each state after it. */
export interface CellSizes {
  readonly outputSize: number;
  readonly stateSize: readonly number[];
}

/** A cell whose output and states are vectors: it can be handed over. */
export interface VectorCell<Given, Configuration extends object, Weights extends WeightSpecifications>
  extends CellDefinition<Given, Configuration, Weights> {
  readonly sizes: (configuration: Resolved<Configuration>) => CellSizes;
  /** The states that a sequence starts from. The default is zeros. */
  readonly initialState?: (
    batchSize: number,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
  ) => readonly tf.Tensor[];
}

const vectorShapeExpected = '(batch, time, features) with a known number of features';

/** The rule of a recurrent layer whose output at a step is a vector, as is each of its states. */
export interface VectorShape<
  Layer extends string,
  OutputSize extends number,
  StateSize extends readonly number[],
  Options extends SequenceOptions = SequenceOptions<false, false, false, false>,
> extends RecurrentRule {
  readonly signature: `(batch, time, features) → ${SequenceOf<Options, `${SizeText<OutputSize>}`>}`;
  readonly parameters: [Layer, OutputSize, StateSize, Options];
  readonly layer: Layer;
  readonly options: Options;
  readonly states: VectorStates<this['input'], StateSize>;
  readonly wanted: WantedStates<Layer, this['states']>;
  readonly structured: Options['returnState'];
  readonly output: RecurrentOutput<this, VectorStep<Layer, this['input'], OutputSize>>;
}

/** The output of a step. */
type VectorStep<Layer extends string, Input, OutputSize extends number> = [Input] extends [
  readonly [infer Batch extends Dimension, Dimension, infer Features extends Dimension],
]
  ? IsOpen<Features> extends true
    ? Unexpected<Layer, typeof vectorShapeExpected, Input>
    : [Batch, Known<OutputSize>]
  : Unexpected<Layer, typeof vectorShapeExpected, Input, null, [Dimension, Known<OutputSize>]>;

/** The states after a step. */
type VectorStates<Input, StateSize extends readonly number[]> = [Input] extends [
  readonly [infer Batch extends Dimension, ...Shape],
]
  ? { -readonly [Place in keyof StateSize]: [Batch, Known<StateSize[Place]>] }
  : { -readonly [Place in keyof StateSize]: Shape };

/** The output of a step, and the states after it. */
export function vectorSteps(layer: string, input: Shape, { outputSize, stateSize }: CellSizes): readonly Shape[] {
  const [batch, , features] = input as readonly [Dimension, Dimension, Dimension];
  if (!isShape(input) || input.length !== 3 || isOpen(features)) return unexpected(layer, vectorShapeExpected, input);
  return [outputSize, ...stateSize].map((size) => [batch, size]);
}

const cellShapeExpected = '(batch, features) with a known number of features';

/** The rule of a cell, which is called on one step: its output, then the states after it. */
export interface CellShape<ClassName extends string, OutputSize extends number, StateSize extends readonly number[]>
  extends StatefulRule {
  readonly signature: `(batch, features), states → (batch, ${SizeText<OutputSize>}), states`;
  readonly parameters: [ClassName, OutputSize, StateSize];
  readonly layer: ClassName;
  readonly wanted: WantedStates<ClassName, VectorStates<this['input'], StateSize>>;
  readonly structured: true;
  readonly output: CellOutput<ClassName, this['input'], OutputSize, StateSize>;
}

type CellOutput<ClassName extends string, Input, OutputSize extends number, StateSize extends readonly number[]> = [
  Input,
] extends [readonly [infer Batch extends Dimension, infer Features extends Dimension]]
  ? IsOpen<Features> extends true
    ? Unexpected<ClassName, typeof cellShapeExpected, Input>
    : [[Batch, Known<OutputSize>], ...VectorStates<Input, StateSize>]
  : [Input] extends [Shape]
    ? IsUnranked<Input> extends true
      ? [Shape, ...VectorStates<Input, StateSize>]
      : Unexpected<ClassName, typeof cellShapeExpected, Input>
    : Unexpected<ClassName, typeof cellShapeExpected, Input>;

export function cellOutputs(className: string, input: Shape, { outputSize, stateSize }: CellSizes): readonly Shape[] {
  const [batch, features] = input as readonly [Dimension, Dimension];
  if (!isShape(input) || input.length !== 2 || isOpen(features)) return unexpected(className, cellShapeExpected, input);
  return [outputSize, ...stateSize].map((size) => [batch, size]);
}

/** The members of every cell, whatever its sizes. */
export interface AnyCell extends AnyLayer {
  /** The size of its output. */
  readonly outputSize: number;
  /** The sizes of its states, in their order. */
  readonly stateSize: readonly number[];
}

/** The arguments of a call of a cell besides its input. */
export interface CellCallOptions extends CallOptions {
  /** The states after the step before, in the cell's order: zeros by default. */
  readonly states?: InitialState;
}

/** The same as a definition sees them. */
export const cellCall = { tensors: { states: 'list' } } as const;

/** Whether the states that a call gives fit. */
interface StepOutcomes<Rule extends StatefulRule, Given, Said> {
  readonly states: InitialStateOutcome<Rule, Given, Said['states' & keyof Said]>;
}

/**
 * A cell: what a recurrent layer does at each step. `RNN` goes through sequences with it. Called by itself on one step,
 * (batch, features), it returns a list of its output and the states after it.
 */
export interface Cell<
  ClassName extends string = string,
  OutputSize extends number = number,
  StateSize extends readonly number[] = readonly number[],
  Name extends string = string,
> extends LayerMembers<CellShape<ClassName, OutputSize, StateSize>, Name> {
  readonly outputSize: OutputSize;
  readonly stateSize: StateSize;
  <const Given, const At = Place>(
    input: CheckedCall<CellShape<ClassName, OutputSize, StateSize>, Given>,
    options?: CheckedArguments<
      At,
      CellCallOptions,
      StepOutcomes<CellShape<ClassName, OutputSize, StateSize>, Given, At>
    >,
  ): Returned<
    Output<CellShape<ClassName, OutputSize, StateSize>, Given, Name, IsReported<Given, At>>
  >[keyof PlaceOf<At>];
}
