import { type Unexpected, unexpected } from '../../types/mismatch.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { StatefulRule } from './initial-state.js';
import type { SequenceOptions } from './sequence-options.js';

const expectedBatch = 'a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful';
const expectedSteps = 'a known number of steps, because it is unrolled';

/** The rule of any recurrent layer. It says what the layer is, for those that are made of recurrent layers. */
export interface RecurrentRule extends StatefulRule {
  readonly options: SequenceOptions;
  /** The shapes of the states that go with `input`. */
  readonly states: readonly Shape[];
}

/**
 * What comes out of a recurrent layer, from what comes out of a step: the time axis is put back with `returnSequences`; the
 * states follow with `returnState`.
 */
export type RecurrentOutput<Rule extends RecurrentRule, Step> = Step extends Shape
  ? Rule['input'] extends readonly [infer Batch extends Dimension, infer Time extends Dimension, ...Shape]
    ? IsMissing<Rule['options']['stateful'], Batch> extends true
      ? Unexpected<Rule['layer'], typeof expectedBatch, Rule['input']>
      : IsMissing<Rule['options']['unroll'], Time> extends true
        ? Unexpected<Rule['layer'], typeof expectedSteps, Rule['input']>
        : WithStates<Sequence<Step, Time, Rule['options']['returnSequences']>, Rule>
    : WithStates<Shape, Rule>
  : Step;

type IsMissing<Needed, Size extends Dimension> = [Needed] extends [true] ? (Size extends null ? true : false) : false;

type Sequence<Output extends Shape, Time extends Dimension, Sequences> = boolean extends Sequences
  ? Shape
  : Sequences extends true
    ? Output extends readonly [infer Batch extends Dimension, ...infer Rest extends Shape]
      ? [Batch, Time, ...Rest]
      : Shape
    : Output;

type WithStates<Output extends Shape, Rule extends RecurrentRule> = Rule['options']['returnState'] extends true
  ? [Output, ...Rule['states']]
  : Output;

/** @param step what comes out of a step, and then the states after it. */
export function recurrentOutput(
  layer: string,
  input: Shape,
  [output, ...states]: readonly Shape[],
  { returnSequences, returnState, stateful, unroll }: SequenceOptions,
): Shape | readonly Shape[] {
  const [batch, time] = input as readonly [Dimension, Dimension];
  if (stateful && batch === null) return unexpected(layer, expectedBatch, input);
  if (unroll && time === null) return unexpected(layer, expectedSteps, input);
  const [, ...rest] = output as Shape;
  const shown: Shape = returnSequences ? [batch, time, ...rest] : (output as Shape);
  return returnState ? [shown, ...states] : shown;
}
