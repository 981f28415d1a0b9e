import type { Known } from '../types/arithmetic/known.js';
import type { Agree } from '../types/dimension.js';
import { agree } from '../types/dimension.js';
import { type Fits, fits } from '../types/fits.js';
import type { Fill } from '../types/message.js';
import { type Mismatch, mismatch, type Unexpected, unexpected } from '../types/mismatch.js';
import { type Dimension, type IsUnranked, type Shape, type Show, type ShowDimension, show } from '../types/shape.js';
import type { Apply, ApplyType, ShapeFunction } from '../types/shape-function.js';

const expected = '(batch, time, ..., features)';
const differentSteps = 'TimeDistributed expects inputs with the same number of steps (received {first} and {received})';
const wrongMask = 'TimeDistributed expects mask of shape ({batch}, {time}, ...) (received {received})';

/** The rule of `Inner` for what is at one step, with the time axis put back into what comes out. */
export interface TimeDistributedShape<Inner extends ShapeFunction> extends ShapeFunction {
  readonly output: Distributed<Inner, this['input'], this['inputType'], StepOf<this['input']>, this['call']>;
  readonly outputType: ApplyType<Inner, StepOf<this['input']>, this['inputType']>;
  readonly takesStrings: true;
}

type Distributed<Inner extends ShapeFunction, Input, Types, Step, Call> = [Misfit<Input, Step>] extends [never]
  ? Masked<
      Call,
      CommonSize<SizesAt<Input, 0>>,
      CommonSize<SizesAt<Input, 1>>,
      WithTime<Apply<Inner, Step, Types>, CommonSize<SizesAt<Input, 0>>, CommonSize<SizesAt<Input, 1>>>
    >
  : Misfit<Input, Step>;

/** What comes out, unless the call gives a mask of other steps. */
type Masked<Call, Batch extends Dimension, Time extends Dimension, Output> = Output extends Mismatch
  ? Output
  : Call extends { readonly mask: infer Mask extends Shape }
    ? IsUnranked<Mask> extends true
      ? Output
      : Mask extends readonly [infer First extends Dimension, infer Second extends Dimension, ...Shape]
        ? Fits<[First, Second], [Batch, Time]> extends true
          ? Output
          : WrongMask<Mask, Batch, Time>
        : WrongMask<Mask, Batch, Time>
    : Output;

type WrongMask<Mask extends Shape, Batch extends Dimension, Time extends Dimension> = Mismatch<
  Fill<typeof wrongMask, { batch: ShowDimension<Batch>; time: ShowDimension<Time>; received: Show<Mask> }>,
  'mask'
>;

/** Throws where a mask is not one of the steps of the inputs. */
export function checkStepsMask(mask: Shape | null, inputs: readonly Shape[]): void {
  if (mask === null) return;
  const [batch, time] = [commonSize(inputs, 0), commonSize(inputs, 1)];
  if (fits(mask.slice(0, 2), [batch, time])) return;
  mismatch(wrongMask, { batch: String(batch), time: String(time), received: show(mask) });
}

/** What one step of each input is; all steps together are a batch, whose size varies. */
type StepOf<Input> = Input extends Shape ? StepShape<Input> : { -readonly [Key in keyof Input]: StepShape<Input[Key]> };

type StepShape<Input> = Input extends readonly [
  Dimension,
  Dimension,
  ...infer Rest extends readonly [Dimension, ...Shape],
]
  ? [null, ...Rest]
  : Unexpected<'TimeDistributed', typeof expected, Input>;

export function stepShape(input: Shape): Shape {
  return input.length < 3 ? unexpected('TimeDistributed', expected, input) : [null, ...input.slice(2)];
}

/** Why inputs have no steps in common, with the input to blame where there are several; `never` where they have. */
type Misfit<Input, Step> = Input extends Shape
  ? Extract<Step, Mismatch>
  : { [Key in keyof Input]: MisfitAt<Input, Key, Step[Key & keyof Step]> }[InputKey<Input>];

type InputKey<Input> = Input extends readonly unknown[] ? keyof Input & number : keyof Input;

type MisfitAt<Input, Key, Step> =
  Step extends Mismatch<infer Message>
    ? Mismatch<Message, Key & string>
    : Input extends readonly [infer First extends Shape, ...Shape[]]
      ? Input[Key & keyof Input] extends infer Received extends Shape
        ? HasSteps<First, Received> extends true
          ? never
          : Mismatch<Fill<typeof differentSteps, { first: Show<First>; received: Show<Received> }>, Key & string>
        : never
      : never;

type HasSteps<First extends Shape, Received extends Shape> =
  IsUnranked<First> extends true
    ? true
    : IsUnranked<Received> extends true
      ? true
      : Agree<First[1] & Dimension, Received[1] & Dimension>;

/** The sizes of all inputs along one of their first axes. */
type SizesAt<Input, Axis extends 0 | 1> = Input extends Shape
  ? Input[Axis]
  : { [Key in keyof Input]: Input[Key] extends Shape ? Input[Key][Axis] : never }[InputKey<Input>];

/** What sizes that agree are: the one that is known, if any is. */
type CommonSize<Sizes> = [Sizes] extends [null] ? null : Known<Exclude<Sizes, null> & number>;

/** What comes out at one step, with batch and time in the place of the batch of all steps. */
type WithTime<Output, Batch extends Dimension, Time extends Dimension> = unknown extends Output
  ? Shape
  : Output extends Mismatch
    ? Output
    : Output extends Shape
      ? ShapeWithTime<Output, Batch, Time>
      : {
          -readonly [Key in keyof Output]: Output[Key] extends Shape ? ShapeWithTime<Output[Key], Batch, Time> : never;
        };

type ShapeWithTime<Output extends Shape, Batch extends Dimension, Time extends Dimension> = Output extends readonly [
  Dimension,
  ...infer Rest extends Shape,
]
  ? [Batch, Time, ...Rest]
  : Shape;

/** Puts the batch and the time axis of the inputs back into what comes out at one step; throws where they differ. */
export function timeRestorer(inputs: readonly Shape[]): (output: Shape) => Shape {
  const [first = []] = inputs;
  for (const received of inputs) {
    if (agree(first[1] as Dimension, received[1] as Dimension)) continue;
    mismatch(differentSteps, { first: show(first), received: show(received) });
  }
  return (output) => [commonSize(inputs, 0), commonSize(inputs, 1), ...output.slice(1)];
}

function commonSize(inputs: readonly Shape[], axis: 0 | 1): Dimension {
  return inputs.find((input) => input[axis] !== null)?.[axis] ?? null;
}
