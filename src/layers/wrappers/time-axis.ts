import { type Agree, agree, type Common, common, type Fits, fits } from '../../types/dimension.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsUnranked, type Shape, type Show, type ShowDimension, show } from '../../types/shape.js';
import type { Apply, ApplyType, ShapeFunction, StructuredBy } from '../../types/shape-function.js';

const expected = '(batch, time, ..., features)';
const differentSteps = 'TimeDistributed expects inputs with the same number of steps (received {first} and {received})';
const wrongMask = 'TimeDistributed expects mask of shape ({batch}, {time}, ...) (received {received})';

/** The shape function `Inner` applied to one step, with the time axis added to the output again. */
export interface TimeDistributedShape<Inner extends ShapeFunction> extends ShapeFunction {
  readonly signature: Inner['signature'] extends `(batch${infer Taken} → (batch${infer Given}`
    ? `(batch, time${Taken} → (batch, time${Given}`
    : '(batch, time, ...) → (batch, time, ...)';
  readonly parameters: [Inner];
  readonly structured: StructuredBy<Inner['structured']>;
  readonly output: Distributed<Inner, this['input'], this['inputType'], StepOf<this['input']>, this['call']>;
  readonly outputType: ApplyType<Inner, StepOf<this['input']>, this['inputType']>;
  readonly takesStrings: true;
}

type Distributed<Inner extends ShapeFunction, Input, Types, Step, Call> = [Input] extends [
  readonly [infer Batch extends Dimension, infer Time extends Dimension, ...Shape],
]
  ? [Step] extends [Shape]
    ? Masked<Call, Batch, Time, WithTime<Apply<Inner, Step, Types>, Batch, Time>>
    : Step
  : DistributedOnAll<Inner, Input, Types, Step, Call>;

type DistributedOnAll<Inner extends ShapeFunction, Input, Types, Step, Call> = [Misfit<Input, Step>] extends [
  infer Found,
]
  ? [Found] extends [never]
    ? Masked<
        Call,
        Common<SizesAt<Input, 0>>,
        Common<SizesAt<Input, 1>>,
        WithTime<Apply<Inner, Step, Types>, Common<SizesAt<Input, 0>>, Common<SizesAt<Input, 1>>>
      >
    : Found
  : never;

/** The output, or a mismatch if the call gives a mask of other steps. */
type Masked<Call, Batch extends Dimension, Time extends Dimension, Output> = [Output] extends [Mismatch]
  ? Output
  : Call extends { readonly mask: infer Mask extends Shape }
    ? IsUnranked<Mask> extends true
      ? Output
      : [Mask] extends [readonly [infer First extends Dimension, infer Second extends Dimension, ...Shape]]
        ? Fits<[First, Second], [Batch, Time]> extends true
          ? Output
          : WrongMask<Mask, Batch, Time>
        : WrongMask<Mask, Batch, Time>
    : Output;

type WrongMask<Mask extends Shape, Batch extends Dimension, Time extends Dimension> = Mismatch<
  Fill<typeof wrongMask, { batch: ShowDimension<Batch>; time: ShowDimension<Time>; received: Show<Mask> }>,
  'mask'
>;

/** Throws if a mask does not fit the steps of the inputs. */
export function checkStepsMask(mask: Shape | null, inputs: readonly Shape[]): void {
  if (mask === null) return;
  const [batch, time] = [commonSize(inputs, 0), commonSize(inputs, 1)];
  if (fits(mask.slice(0, 2), [batch, time])) return;
  mismatch(wrongMask, { batch: String(batch), time: String(time), received: show(mask) });
}

/** One step of each input; all steps together are a batch of open size. */
type StepOf<Input> = [Input] extends [Shape]
  ? StepShape<Input>
  : { -readonly [Key in keyof Input]: StepShape<Input[Key]> };

type StepShape<Input> = [number] extends [Input['length' & keyof Input]]
  ? Shape
  : [Input] extends [readonly [Dimension, Dimension, ...infer Rest extends readonly [Dimension, ...Shape]]]
    ? [null, ...Rest]
    : Unexpected<'TimeDistributed', typeof expected, Input>;

export function stepShape(input: Shape): Shape {
  return input.length < 3 ? unexpected('TimeDistributed', expected, input) : [null, ...input.slice(2)];
}

/** The mismatch if the inputs have different numbers of steps, which blames an input; else `never`. */
type Misfit<Input, Step> = Input extends Shape
  ? Extract<Step, Mismatch>
  : { [Key in keyof Input]: MisfitAt<Input, Key, Step[Key & keyof Step]> }[InputKey<Input>];

type InputKey<Input> = [Input] extends [readonly unknown[]] ? keyof Input & number : keyof Input;

type MisfitAt<Input, Key, Step> = [Step] extends [Mismatch<infer Message>]
  ? Mismatch<Message, Key & string>
  : [Input] extends [readonly [infer First extends Shape, ...Shape[]]]
    ? [Input[Key & keyof Input]] extends [infer Received extends Shape]
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
type SizesAt<Input, Axis extends 0 | 1> = [Input] extends [Shape]
  ? Input[Axis]
  : { [Key in keyof Input]: [Input[Key]] extends [Shape] ? Input[Key][Axis] : never }[InputKey<Input>];

/** The output of one step, with batch and time in place of the batch. */
type WithTime<Output, Batch extends Dimension, Time extends Dimension> = [unknown] extends [Output]
  ? Shape
  : [Output] extends [Mismatch]
    ? Output
    : [Output] extends [Shape]
      ? ShapeWithTime<Output, Batch, Time>
      : {
          -readonly [Key in keyof Output]: [Output[Key]] extends [Shape]
            ? ShapeWithTime<Output[Key], Batch, Time>
            : never;
        };

type ShapeWithTime<Output extends Shape, Batch extends Dimension, Time extends Dimension> = [Output] extends [
  readonly [Dimension, ...infer Rest extends Shape],
]
  ? [Batch, Time, ...Rest]
  : Shape;

/** Puts the batch and time axes of the inputs back into the output of one step; throws if they differ. */
export function timeRestorer(inputs: readonly Shape[]): (output: Shape) => Shape {
  const [first = []] = inputs;
  for (const received of inputs) {
    if (agree(first[1] as Dimension, received[1] as Dimension)) continue;
    mismatch(differentSteps, { first: show(first), received: show(received) });
  }
  return (output) => [commonSize(inputs, 0), commonSize(inputs, 1), ...output.slice(1)];
}

function commonSize(inputs: readonly Shape[], axis: 0 | 1): Dimension {
  return common(inputs.map((input) => input[axis] as Dimension));
}
