import * as tf from '@tensorflow/tfjs-core';
import { checkSize, integersFrom } from '../arguments/number.js';
import type { ListOfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor, AnyTensors } from '../graph/tensor-kinds.js';
import type { Argument, Checked, ShapesOf, TypeOf, TypesOf } from '../graph/tensors.js';
import { axisOf } from '../types/axis.js';
import { type Concatenation, concatenation } from '../types/concatenation.js';
import { type CommonType, commonType, type DType, type HasStrings, type OnlyNumbers } from '../types/dtype.js';
import { type Stacked, stacked } from '../types/expanded.js';
import { type Mismatch, type NotAList, tensorList } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type Sections, type Several, type SplitShapes, splitShapes } from '../types/split-shapes.js';
import type { Numeric, Result, Results } from './argument.js';
import { castTo } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** A list of tensors, one of which may be to blame, or none if the axis is. */
export type ListArgument<Given, Outcome> = [true] extends [IsListWrong<Outcome>] ? Checked<Given, Outcome> : Given;

type IsListWrong<Outcome> = [Outcome] extends [Shape] ? false : Outcome extends Mismatch<string, 'axis'> ? false : true;

const expected = 'a list of tensors';

type ConcatenateOutput<Given, Axis extends number> = [HasStrings<TypesOf<Given>>] extends [false]
  ? [ShapesOf<Given>] extends [infer Shapes]
    ? [Shapes] extends [readonly [Shape, ...Shape[]]]
      ? ListOfOneKind<'concatenate', Given, Concatenation<Shapes, Axis, 'concatenate'>>
      : [Shapes] extends [readonly []]
        ? NotAList<'concatenate', typeof expected, Shapes>
        : [Shapes] extends [readonly Shape[]]
          ? Concatenation<Shapes, Axis, 'concatenate'>
          : NotAList<'concatenate', typeof expected, Shapes>
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

interface SplitConfiguration {
  readonly indicesOrSections: Sections;
  readonly axis: number;
}

const addSplit = defineOperation<SplitConfiguration>({
  operation: 'split',
  shape: (x, { indicesOrSections, axis }) => splitShapes(sameShape('split', x), indicesOrSections, axis),
  type: (type) => type,
  compute: (x, { indicesOrSections, axis }) => {
    const index = axisOf('split: axis', axis, x.rank);
    const sizes = splitShapes(x.shape, indicesOrSections, axis).map((shape) => shape[index] as number);
    return tf.split(x, sizes, index);
  },
});

/**
 * Splits a tensor along an axis.
 *
 * @example
 * const [mean, deviation] = split(Input([64]), 2, 1); // SymbolicTensor<[null, 32]> each
 * const parts = split(Input([64]), [16, 48], 1); // of 16, 32 and 16
 */
export const split: <const Given extends AnyTensor, const Parts extends Sections, const Axis extends number = 0>(
  /** The tensor to split. */
  x: Numeric<Given>,
  /** The number of equal sections, or the indices at which all but the first section start. */
  indicesOrSections: Argument<Parts, SplitShapes<Given['shape'], Parts, Axis>, 'indicesOrSections'>,
  /** The axis to split. The default is 0, the batch. */
  axis?: Argument<Axis, SplitShapes<Given['shape'], Parts, Axis>, 'axis'>,
) => Results<Given, Several<Parts, unknown>, SplitShapes<Given['shape'], Parts, Axis>, TypeOf<Given>> = stated(
  (x: SymbolicTensor, parts: Sections, axis = 0) => addSplit(x, { indicesOrSections: checkParts(parts), axis }),
);

function checkParts(parts: Sections): Sections {
  const owner = 'split: indicesOrSections';
  return typeof parts === 'number' ? checkSize(owner, parts) : integersFrom(owner, parts, 0);
}
