import type { AxisIndex } from '../../types/axis.js';
import { type Agree, agree } from '../../types/dimension.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../../types/shape.js';

/** The axes along which two tensors are multiplied: one for both, or one for each. Negative ones count from the end. */
export type DotAxes = number | readonly [first: number, second: number];

const noAxis = 'dot expects an input with an axis {axis} after its batch axis (received {received})';
const differing = 'dot expects inputs of the same size on axes {first} and {second} (received {earlier} and {later})';
const batches = 'dot expects inputs of the same batch size (received {earlier} and {later})';

/** All axes of the first input but its own, then those of the second but its own and the batch. */
export type DotProduct<First extends Shape, Second extends Shape, Axes extends DotAxes> = [number] extends [
  First['length'] | Second['length'] | OfFirst<Axes> | OfSecond<Axes>,
]
  ? Shape
  : HasAxis<First, OfFirst<Axes>> extends false
    ? NoAxis<OfFirst<Axes>, First>
    : HasAxis<Second, OfSecond<Axes>> extends false
      ? NoAxis<OfSecond<Axes>, Second>
      : Multiplied<
          First,
          Second,
          AxisIndex<OfFirst<Axes>, First['length']>,
          AxisIndex<OfSecond<Axes>, Second['length']>
        >;

type OfFirst<Axes extends DotAxes> = [Axes] extends [readonly number[]] ? Axes[0] : Axes & number;
type OfSecond<Axes extends DotAxes> = [Axes] extends [readonly number[]] ? Axes[1] : Axes & number;

type HasAxis<Input extends Shape, Axis extends number> = [AxisIndex<Axis, Input['length']>] extends [never]
  ? false
  : [AxisIndex<Axis, Input['length']>] extends [0]
    ? false
    : true;

type NoAxis<Axis extends number, Input extends Shape> = Mismatch<
  Fill<typeof noAxis, { axis: Axis; received: Show<Input> }>,
  'axes'
>;

type Multiplied<
  First extends Shape,
  Second extends Shape,
  FirstAxis extends number,
  SecondAxis extends number,
> = number extends FirstAxis | SecondAxis
  ? Shape
  : Agree<First[0], Second[0]> extends false
    ? Mismatch<Fill<typeof batches, { earlier: Show<First>; later: Show<Second> }>, '1'>
    : Agree<First[FirstAxis], Second[SecondAxis]> extends true
      ? WithTwoAxes<[...Without<First, FirstAxis>, ...WithoutBatch<Without<Second, SecondAxis>>]>
      : Mismatch<
          Fill<typeof differing, { first: FirstAxis; second: SecondAxis; earlier: Show<First>; later: Show<Second> }>,
          '1'
        >;

type Without<Input extends Shape, Axis extends number, Passed extends Shape = []> = [Input] extends [
  readonly [infer Size extends Dimension, ...infer Rest extends Shape],
]
  ? [Passed['length']] extends [Axis]
    ? [...Passed, ...Rest]
    : Without<Rest, Axis, [...Passed, Size]>
  : Passed;

type WithoutBatch<Input extends Shape> = [Input] extends [readonly [Dimension, ...infer Rest extends Shape]]
  ? Rest
  : [];

type WithTwoAxes<Output extends Shape> = [Output] extends [readonly [infer Batch extends Dimension]]
  ? [Batch, 1]
  : Output;

/** The same at run time. */
export function dotProduct(first: Shape, second: Shape, axes: DotAxes): Shape {
  const [firstAxis, secondAxis] = dotAxes(first, second, axes);
  const values = { earlier: show(first), later: show(second) };
  if (!agree(first[0] as Dimension, second[0] as Dimension)) return mismatch(batches, values);
  if (!agree(first[firstAxis] as Dimension, second[secondAxis] as Dimension)) {
    return mismatch(differing, { first: firstAxis, second: secondAxis, ...values });
  }
  const others = second.filter((_, axis) => axis !== 0 && axis !== secondAxis);
  const output = [...first.filter((_, axis) => axis !== firstAxis), ...others];
  return output.length === 1 ? [...output, 1] : output;
}

/** The indices of both axes, counted from 0; throws where an input does not have its own. */
export function dotAxes(first: Shape, second: Shape, axes: DotAxes): readonly [number, number] {
  const [ofFirst, ofSecond] = typeof axes === 'number' ? [axes, axes] : axes;
  return [indexIn(first, ofFirst), indexIn(second, ofSecond)];
}

function indexIn(input: Shape, axis: number): number {
  const index = axis < 0 ? axis + input.length : axis;
  return index > 0 && index < input.length ? index : mismatch(noAxis, { axis, received: show(input) });
}
