import type { FloorDivide, Modulo } from './arithmetic/divide.js';
import type { Known } from './arithmetic/operands.js';
import { type Product, product } from './dimension.js';
import { type Fill, type Mismatch, mismatch, type Unexpected, unexpected } from './mismatch.js';
import { type Quotient, quotient } from './named-size.js';
import { type Dimension, type IsUnranked, isOpen, type Shape, type Show, show } from './shape.js';

const expected = '(batch, ...)';
const wrongSampleSize =
  'Reshape expects {wanted} elements in each sample, to fill {target} (received {received}, which has {count})';

/**
 * The sizes of one sample as in `target`, with -1 replaced by the size that follows from the number of elements. Where that
 * number varies, so does the size; a `null` in the target varies as well.
 */
export type Reshaped<Input, Target extends Shape> =
  IsUnranked<Target> extends true
    ? Shape
    : [Input] extends [readonly [infer Batch extends Dimension, ...infer Sample extends Shape]]
      ? [Uncommon<Sample, Target>] extends [[infer Rest extends Shape, infer Wanted extends Shape]]
        ? ReshapedSample<Batch, Product<Rest>, Wanted, Input, Target>
        : never
      : Unexpected<'Reshape', typeof expected, Input>;

/** Both shapes without the last sizes that they have in common, which need neither be multiplied nor divided by. */
type Uncommon<Sample extends Shape, Target extends Shape> = [Sample, Target] extends [
  readonly [...infer Rest extends Shape, infer Size extends number],
  readonly [...infer Wanted extends Shape, infer Same extends number],
]
  ? [Size, Same] extends [Same, Size]
    ? [number] extends [Size]
      ? [Sample, Target]
      : [Size] extends [0]
        ? [Sample, Target]
        : Uncommon<Rest, Wanted>
    : [Sample, Target]
  : [Sample, Target];

/** @typeParam Count and `Wanted`: the number of elements of a sample, and the target, without the sizes in common. */
type ReshapedSample<
  Batch extends Dimension,
  Count extends Dimension,
  Wanted extends Shape,
  Input extends Shape,
  Target extends Shape,
> = [null] extends [Count | Wanted[number]]
  ? OpenSample<Batch, Count, Wanted, Input, Target>
  : [Wanted] extends [readonly [-1]]
    ? [Batch, ...Filled<Target, Count>]
    : [Count] extends [string]
      ? [Batch, ...Filled<Target, Quotient<Count, Stated<Wanted>, '/'>>]
      : number extends Count | Stated<Wanted>
        ? [Batch, ...Filled<Target, number>]
        : -1 extends Wanted[number]
          ? Modulo<Count & number, Stated<Wanted>> extends 0
            ? [Batch, ...Filled<Target, FloorDivide<Count & number, Stated<Wanted>>>]
            : WrongCount<`a multiple of ${Stated<Target>}`, Input, Target>
          : Count extends Stated<Wanted>
            ? [Batch, ...Filled<Target, number>]
            : WrongCount<Stated<Target>, Input, Target>;

/** The same where the number of elements varies, or a size of the target, which has to follow from the others all the same. */
type OpenSample<
  Batch extends Dimension,
  Count extends Dimension,
  Wanted extends Shape,
  Input extends Shape,
  Target extends Shape,
> = [IsDivisible<Count, Wanted>] extends [true]
  ? [Batch, ...Filled<Target, null>]
  : WrongCount<`a multiple of ${StatedBeside<Target>}`, Input, Target>;

type IsDivisible<Count extends Dimension, Target extends Shape> = [Count] extends [number]
  ? [number] extends [Count | StatedBeside<Target>]
    ? true
    : [Modulo<Count, StatedBeside<Target>>] extends [0]
      ? true
      : false
  : true;

/** The product of the sizes that the target states besides one that varies. */
type StatedBeside<Target extends Shape> = Product<{
  -readonly [Axis in keyof Target]: [Target[Axis]] extends [number] ? Known<Target[Axis]> : 1;
}> &
  number;

/** The target, with `Rest` in place of -1. */
type Filled<Target extends Shape, Rest extends Dimension> = {
  -readonly [Axis in keyof Target]: [Target[Axis]] extends [-1]
    ? Rest
    : null extends Target[Axis]
      ? [Target[Axis]] extends [null]
        ? null
        : Dimension
      : Known<Target[Axis] & number>;
};

/** The product of the sizes that the target states. */
type Stated<Target extends Shape> = Product<Filled<Target, 1>> & number;

type WrongCount<Wanted extends string | number, Input extends Shape, Target extends Shape> = [Input] extends [
  readonly [unknown, ...infer Sample extends Shape],
]
  ? Mismatch<
      Fill<
        typeof wrongSampleSize,
        { wanted: Wanted; target: Show<Target>; received: Show<Input>; count: Product<Sample> }
      >,
      null
    >
  : never;

/** The same at run time. */
export function reshaped(input: Shape, target: Shape): Shape {
  if (input.length === 0) return unexpected('Reshape', expected, input);
  const [batch, ...sample] = input as readonly [Dimension, ...Shape];
  const filled = (rest: Dimension): Shape => target.map((size) => (size === -1 ? rest : size));
  const count = product(sample);
  const stated = product(filled(1));
  if (!isDivisible(count, target)) {
    const wanted = `a multiple of ${statedBeside(target)}`;
    return mismatch(wrongSampleSize, { wanted, target: show(target), received: show(input), count });
  }
  if (isOpen(count) || isOpen(stated)) return [batch, ...filled(isOpen(stated) ? null : quotient(count, stated, '/'))];
  const isFilled = target.includes(-1);
  if (isFilled ? count % stated === 0 : count === stated) return [batch, ...filled(count / stated)];
  const wanted = isFilled ? `a multiple of ${stated}` : stated;
  return mismatch(wrongSampleSize, { wanted, target: show(target), received: show(input), count });
}

/** The product of the sizes that a target states besides one that varies. */
function statedBeside(target: Shape): number {
  return target.reduce<number>((product, size) => (isOpen(size) || size === -1 ? product : product * size), 1);
}

/** Whether an open size of a target can follow from the others. */
function isDivisible(count: Dimension, target: Shape): boolean {
  return isOpen(count) || !target.some(isOpen) || count % statedBeside(target) === 0;
}

const wrongSize = 'reshape: newshape expects {count} elements, as many as {input} has (received {target})';
const noDivisor =
  'reshape: newshape expects sizes that divide {count}, the number of elements of {input} (received {target})';

/**
 * The sizes in `Target`, the batch included, with -1 replaced by the size that follows from the number of elements. Where
 * that varies, so does the size; a `null` in the target varies as well.
 */
export type WholeReshaped<Input extends Shape, Target extends Shape> =
  IsUnranked<Target> extends true
    ? Shape
    : IsUnranked<Input> extends true
      ? Filled<Target, Dimension>
      : ReshapedTo<Product<Input>, Input, Target>;

type ReshapedTo<Count extends Dimension, Input extends Shape, Target extends Shape> = [null] extends [
  Count | Target[number],
]
  ? [IsDivisible<Count, Target>] extends [true]
    ? Filled<Target, null>
    : WrongTarget<typeof noDivisor, Input, Target, Count>
  : [Count] extends [string]
    ? Filled<Target, Quotient<Count, Stated<Target>, '/'>>
    : number extends Count | Stated<Target>
      ? Filled<Target, number>
      : -1 extends Target[number]
        ? Modulo<Count & number, Stated<Target>> extends 0
          ? Filled<Target, FloorDivide<Count & number, Stated<Target>>>
          : WrongTarget<typeof noDivisor, Input, Target, Count>
        : Count extends Stated<Target>
          ? Filled<Target, number>
          : WrongTarget<typeof wrongSize, Input, Target, Count>;

type WrongTarget<
  Template extends string,
  Input extends Shape,
  Target extends Shape,
  Count extends Dimension,
> = Mismatch<Fill<Template, { count: Count; input: Show<Input>; target: Show<Target> }>, 'newshape'>;

/** The same at run time. */
export function wholeReshaped(input: Shape, target: Shape): Shape {
  const filled = (rest: Dimension): Shape => target.map((size) => (size === -1 ? rest : size));
  const count = product(input);
  const stated = product(filled(1));
  if (!isDivisible(count, target)) {
    return mismatch(noDivisor, { count, input: show(input), target: show(target) });
  }
  if (isOpen(count) || isOpen(stated)) return filled(isOpen(stated) ? null : quotient(count, stated, '/'));
  const isFilled = target.includes(-1);
  if (isFilled ? count % stated === 0 : count === stated) return filled(count / stated);
  return mismatch(isFilled ? noDivisor : wrongSize, { count, input: show(input), target: show(target) });
}
