import type { Known } from '../../types/arithmetic/known.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape } from '../../types/shape.js';
import type { CellSizes } from './cell-definition.js';
import type { StatefulRule, WantedStates } from './initial-state.js';
import type { VectorStates } from './vector-shape.js';

const expected = '(batch, features) with a known number of features';

/** The rule of a cell, which is called on one step: its output, then the states after it. */
export interface CellShape<ClassName extends string, OutputSize extends number, StateSize extends readonly number[]>
  extends StatefulRule {
  readonly layer: ClassName;
  readonly wanted: WantedStates<ClassName, VectorStates<this['input'], StateSize>>;
  readonly output: CellOutput<ClassName, this['input'], OutputSize, StateSize>;
}

type CellOutput<
  ClassName extends string,
  Input,
  OutputSize extends number,
  StateSize extends readonly number[],
> = Input extends readonly [infer Batch extends Dimension, infer Features extends Dimension]
  ? Features extends number
    ? [[Batch, Known<OutputSize>], ...VectorStates<Input, StateSize>]
    : Unexpected<ClassName, typeof expected, Input>
  : Input extends Shape
    ? IsUnranked<Input> extends true
      ? [Shape, ...VectorStates<Input, StateSize>]
      : Unexpected<ClassName, typeof expected, Input>
    : Unexpected<ClassName, typeof expected, Input>;

export function cellOutputs(className: string, input: Shape, { outputSize, stateSize }: CellSizes): readonly Shape[] {
  const [batch, features] = input as readonly [Dimension, Dimension];
  if (!isShape(input) || input.length !== 2 || features === null) return unexpected(className, expected, input);
  return [outputSize, ...stateSize].map((size) => [batch, size]);
}
