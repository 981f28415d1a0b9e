import type { Known } from '../../types/arithmetic/known.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, isShape, type Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import type { SequenceOptions } from './sequence-options.js';

const expected = '(batch, time, features) with a known number of features';
const expectedBatch = 'a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful';
const expectedSteps = 'a known number of steps, because it is unrolled';

/** Names the class, and says how large its states are, and how many. */
export interface RecurrentClass<
  Layer extends string = string,
  Units extends number = number,
  StateCount extends 1 | 2 = 1 | 2,
> {
  readonly layer: Layer;
  readonly units: Units;
  readonly stateCount: StateCount;
}

/** The rule of any recurrent layer. It says what the layer is, for those that are made of recurrent layers. */
export interface RecurrentRule extends ShapeFunction {
  readonly class: RecurrentClass;
  readonly options: SequenceOptions;
}

/** The features become `units`; the time axis stays with `returnSequences`; states follow with `returnState`. */
export interface RecurrentShape<Class extends RecurrentClass, Options extends SequenceOptions> extends RecurrentRule {
  readonly class: Class;
  readonly options: Options;
  readonly output: RecurrentOutput<this['input'], Class, Options>;
}

type RecurrentOutput<Input, Class extends RecurrentClass, Options extends SequenceOptions> = Input extends readonly [
  infer Batch extends Dimension,
  infer Time extends Dimension,
  infer Features extends Dimension,
]
  ? Features extends number
    ? IsMissing<Options['stateful'], Batch> extends true
      ? Unexpected<Class['layer'], typeof expectedBatch, Input>
      : IsMissing<Options['unroll'], Time> extends true
        ? Unexpected<Class['layer'], typeof expectedSteps, Input>
        : WithStates<
            Sequence<Batch, Time, Known<Class['units']>, Options['returnSequences']>,
            [Batch, Known<Class['units']>],
            Class['stateCount'],
            Options['returnState']
          >
    : Unexpected<Class['layer'], typeof expected, Input>
  : Input extends Shape
    ? IsUnranked<Input> extends true
      ? WithStates<Shape, Shape, Class['stateCount'], Options['returnState']>
      : Unexpected<Class['layer'], typeof expected, Input>
    : Unexpected<Class['layer'], typeof expected, Input>;

type IsMissing<Needed, Size extends Dimension> = [Needed] extends [true] ? (Size extends null ? true : false) : false;

type Sequence<
  Batch extends Dimension,
  Time extends Dimension,
  Units extends number,
  Sequences,
> = boolean extends Sequences ? Shape : Sequences extends true ? [Batch, Time, Units] : [Batch, Units];

type WithStates<
  Output extends Shape,
  State extends Shape,
  StateCount extends 1 | 2,
  IsReturned,
> = IsReturned extends true ? (StateCount extends 1 ? [Output, State] : [Output, State, State]) : Output;

export function recurrentOutput(
  input: Shape,
  { layer, units, stateCount }: RecurrentClass,
  { returnSequences, returnState, stateful, unroll }: SequenceOptions,
): Shape | readonly Shape[] {
  const [batch, time, features] = input as readonly [Dimension, Dimension, Dimension];
  if (!isShape(input) || input.length !== 3 || features === null) return unexpected(layer, expected, input);
  if (stateful && batch === null) return unexpected(layer, expectedBatch, input);
  if (unroll && time === null) return unexpected(layer, expectedSteps, input);
  const output: Shape = returnSequences ? [batch, time, units] : [batch, units];
  return returnState ? [output, ...Array.from({ length: stateCount }, () => [batch, units])] : output;
}
