import type { Known } from '../../types/arithmetic/known.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, isShape, type Shape } from '../../types/shape.js';
import type { CellSizes } from './cell-definition.js';
import type { WantedStates } from './initial-state.js';
import type { RecurrentOutput, RecurrentRule } from './recurrent-shape.js';
import type { SequenceOptions } from './sequence-options.js';

const expected = '(batch, time, features) with a known number of features';

/** The rule of a recurrent layer whose output at a step is a vector, as is each of its states. */
export interface VectorShape<
  Layer extends string,
  OutputSize extends number,
  StateSize extends readonly number[],
  Options extends SequenceOptions,
> extends RecurrentRule {
  readonly layer: Layer;
  readonly options: Options;
  readonly states: VectorStates<this['input'], StateSize>;
  readonly wanted: WantedStates<Layer, this['states']>;
  readonly output: RecurrentOutput<this, VectorStep<Layer, this['input'], OutputSize>>;
}

/** What comes out of a step. */
type VectorStep<Layer extends string, Input, OutputSize extends number> = Input extends readonly [
  infer Batch extends Dimension,
  Dimension,
  infer Features extends Dimension,
]
  ? Features extends number
    ? [Batch, Known<OutputSize>]
    : Unexpected<Layer, typeof expected, Input>
  : Unexpected<Layer, typeof expected, Input>;

/** The states after a step. */
export type VectorStates<Input, StateSize extends readonly number[]> = Input extends readonly [
  infer Batch extends Dimension,
  ...Shape,
]
  ? { -readonly [Place in keyof StateSize]: [Batch, Known<StateSize[Place]>] }
  : { -readonly [Place in keyof StateSize]: Shape };

/** What comes out of a step, and the states after it. */
export function vectorSteps(layer: string, input: Shape, { outputSize, stateSize }: CellSizes): readonly Shape[] {
  const [batch, , features] = input as readonly [Dimension, Dimension, Dimension];
  if (!isShape(input) || input.length !== 3 || features === null) return unexpected(layer, expected, input);
  return [outputSize, ...stateSize].map((size) => [batch, size]);
}
