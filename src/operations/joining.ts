import * as tf from '@tensorflow/tfjs-core';
import type { ListOfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensors } from '../graph/tensor-kinds.js';
import type { Argument, Checked, ShapesOf, TypesOf } from '../graph/tensors.js';
import { type Concatenation, concatenation } from '../types/concatenation.js';
import { type CommonType, commonType, type DType, type HasStrings, type OnlyNumbers } from '../types/dtype.js';
import { type Stacked, stacked } from '../types/expanded.js';
import { type Mismatch, type NotAList, tensorList } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import { castTo, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** A list of tensors, one of which may be to blame, or none if the axis is. */
export type ListArgument<Given, Outcome> = [true] extends [IsListWrong<Outcome>] ? Checked<Given, Outcome> : Given;

type IsListWrong<Outcome> = [Outcome] extends [Shape] ? false : Outcome extends Mismatch<string, 'axis'> ? false : true;

const expected = 'a list of tensors';

type ConcatenateOutput<Given, Axis extends number, Operation extends string = 'concatenate'> = [
  HasStrings<TypesOf<Given>>,
] extends [false]
  ? [ShapesOf<Given>] extends [infer Shapes]
    ? [Shapes] extends [readonly [Shape, ...Shape[]]]
      ? ListOfOneKind<Operation, Given, Concatenation<Shapes, Axis, Operation>>
      : [Shapes] extends [readonly []]
        ? NotAList<Operation, typeof expected, Shapes>
        : [Shapes] extends [readonly Shape[]]
          ? Concatenation<Shapes, Axis, Operation>
          : NotAList<Operation, typeof expected, Shapes>
    : never
  : OnlyNumbers<TypesOf<Given>>;

const addConcatenate = defineOperation<{ readonly axis: number }, readonly Shape[]>({
  operation: 'concatenate',
  shape: (inputs, { axis }) => concatenation(tensorList('concatenate', expected, inputs), axis, 'concatenate'),
  type: commonType,
  compute: (inputs, { axis }) => {
    const type = commonType(inputs.map(({ dtype }) => dtype as DType));
    return tf.concat(
      inputs.map((input) => castTo(input, type)),
      axis,
    );
  },
});

/**
 * Joins tensors along an axis: by default 0, the batch.
 *
 * The layer of the same name joins along the last axis, and keeps masks.
 *
 * @example
 * const joined = concatenate([Input([32]), Input([5])], 1); // SymbolicTensor<[null, 37]>
 */
export const concatenate: <const Given extends AnyTensors, const Axis extends number = 0>(
  /** The tensors to join, whose shapes may differ in `axis` only. */
  xs: ListArgument<Given, ConcatenateOutput<Given, Axis>>,
  /** The axis along which to join. The default is 0, the batch. */
  axis?: Argument<Axis, ConcatenateOutput<Given, Axis>, 'axis'>,
) => Result<Given, ConcatenateOutput<Given, Axis>, CommonType<TypesOf<Given>>> = stated(
  (xs: readonly SymbolicTensor[], axis = 0) => addConcatenate(xs, { axis }),
);

type StackOutput<Given, Axis extends number> = [HasStrings<TypesOf<Given>>] extends [false]
  ? [ShapesOf<Given>] extends [infer Shapes]
    ? [Shapes] extends [readonly [Shape, ...Shape[]]]
      ? ListOfOneKind<'stack', Given, Stacked<Shapes, Axis>>
      : [Shapes] extends [readonly []]
        ? NotAList<'stack', typeof expected, Shapes>
        : [Shapes] extends [readonly Shape[]]
          ? Stacked<Shapes, Axis>
          : NotAList<'stack', typeof expected, Shapes>
    : never
  : OnlyNumbers<TypesOf<Given>>;

const addStack = defineOperation<{ readonly axis: number }, readonly Shape[]>({
  operation: 'stack',
  shape: (inputs, { axis }) => stacked(tensorList('stack', expected, inputs), axis),
  type: commonType,
  compute: (inputs, { axis }) => {
    const type = commonType(inputs.map(({ dtype }) => dtype as DType));
    return tf.stack(
      inputs.map((input) => castTo(input, type)),
      axis < 0 ? axis + (inputs[0] as tf.Tensor).rank + 1 : axis,
    );
  },
});

/**
 * Stacks tensors of one shape along a new axis.
 *
 * @example
 * const pair = stack([Input([64]), Input([64])], 1); // SymbolicTensor<[null, 2, 64]>
 */
export const stack: <const Given extends AnyTensors, const Axis extends number = 0>(
  /** The tensors to stack, of one shape. */
  x: ListArgument<Given, StackOutput<Given, Axis>>,
  /** The index of the new axis in the output. The default is 0, before the batch. */
  axis?: Argument<Axis, StackOutput<Given, Axis>, 'axis'>,
) => Result<Given, StackOutput<Given, Axis>, CommonType<TypesOf<Given>>> = stated(
  (x: readonly SymbolicTensor[], axis = 0) => addStack(x, { axis }),
);

/** Vectors are stacked, and matrices joined. (Both at once are not followed.) */
type VerticalOutput<Given> = [RanksOf<ShapesOf<Given>>] extends [1]
  ? VectorsOutput<Given, ShapesOf<Given>>
  : 1 extends RanksOf<ShapesOf<Given>>
    ? Shape
    : ConcatenateOutput<Given, 0, 'vstack'>;

type RanksOf<Shapes> = [Shapes] extends [readonly Shape[]] ? Shapes[number]['length'] : number;

type VectorsOutput<Given, Shapes> = [Shapes] extends [readonly [Shape, ...Shape[]]]
  ? ListOfOneKind<'vstack', Given, Stacked<Shapes, 0, 'vstack'>>
  : Shape;

type HorizontalOutput<Given> = [RanksOf<ShapesOf<Given>>] extends [1]
  ? ConcatenateOutput<Given, 0, 'hstack'>
  : ConcatenateOutput<Given, 1, 'hstack'>;

/** Defines an operation that joins tensors along the first axis of matrices, or the second. */
function stacking(operation: string, isVertical: boolean) {
  const asRows = (shape: Shape): Shape => (isVertical && shape.length === 1 ? [1, ...shape] : shape);
  const axisFor = ({ length }: Shape) => (isVertical || length === 1 ? 0 : 1);
  return defineOperation<object, readonly Shape[]>({
    operation,
    shape: (inputs) => {
      const list = tensorList(operation, expected, inputs);
      if (isVertical && list.every(({ length }) => length === 1)) return stacked(list, 0, operation);
      return concatenation(list.map(asRows), axisFor(list[0] as Shape), operation);
    },
    type: commonType,
    compute: (inputs) => {
      const type = commonType(inputs.map(({ dtype }) => dtype as DType));
      const rows = inputs.map((input) => tf.reshape(castTo(input, type), asRows(input.shape) as number[]));
      return tf.concat(rows, axisFor((inputs[0] as tf.Tensor).shape));
    },
  });
}

const addVstack = stacking('vstack', true);

/**
 * Joins tensors along the first axis, the batch; vectors are the rows of a matrix.
 *
 * @example
 * const rows = vstack([ones([3]), zeros([3])]); // SymbolicTensor<[2, 3]>
 */
export const vstack: <const Given extends AnyTensors>(
  /** The tensors to join, whose shapes may differ in the first axis only. */
  xs: ListArgument<Given, VerticalOutput<Given>>,
) => Result<Given, VerticalOutput<Given>, CommonType<TypesOf<Given>>> = stated((xs: readonly SymbolicTensor[]) =>
  addVstack(xs, {}),
);

const addHstack = stacking('hstack', false);

/**
 * Joins tensors along the second axis; vectors along their only one.
 *
 * @example
 * const joined = hstack([Input([32]), Input([5])]); // SymbolicTensor<[null, 37]>
 */
export const hstack: <const Given extends AnyTensors>(
  /** The tensors to join, whose shapes may differ in that axis only. */
  xs: ListArgument<Given, HorizontalOutput<Given>>,
) => Result<Given, HorizontalOutput<Given>, CommonType<TypesOf<Given>>> = stated((xs: readonly SymbolicTensor[]) =>
  addHstack(xs, {}),
);
