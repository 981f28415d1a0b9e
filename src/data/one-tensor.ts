import * as tf from '@tensorflow/tfjs-core';
import { DataError, type Received } from '../errors.js';
import type { StructureKind } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { Loss } from '../losses/loss.js';
import { convertElements, readElements } from '../tensor/read-elements.js';
import {
  type Described,
  type dataForm,
  describe,
  isTypedArray,
  rejectForm,
  type TypedArray,
} from '../tensor/tensor-values.js';
import type { DType } from '../types/dtype.js';
import { type Fill, fill } from '../types/mismatch.js';
import { isOpen, type Shape } from '../types/shape.js';
import {
  type CheckedFlat,
  type CheckedShape,
  type Extent,
  fittingShape,
  type Role,
  type RowsOf,
  rowsOf,
  shapeOfFlat,
} from './fitting-shape.js';

const dataType = '{argument} expects {expected} elements (received {received})';
/** The forms of data for one tensor, as messages list them. */
export const wholeForms = 'a tensor, a typed array or nested arrays';

/** A tensor of a model that data is for. */
export interface Slot {
  readonly name: string;
  readonly shape: Shape;
  readonly dtype: DType;
  /** The loss that compares targets with the tensor, where it is known. */
  readonly loss?: Loss | null;
  /** Whether there has to be data: an output without a loss and metrics needs no targets. */
  readonly isOptional?: boolean;
}

/** Tensors that data is for, in the form in which data for them is given. */
export interface Slots {
  readonly structure: StructureKind;
  readonly items: readonly Slot[];
}

/** Data for one tensor of a model, or the message that says why it does not fit. */
export type CheckedOne<Given, Wanted, Argument extends string, For extends Role, Amount extends Extent, Loss> =
  Wanted extends SymbolicTensor<infer Dimensions>
    ? CheckedFor<Given, RowsOf<Dimensions, Amount>, TypeFor<Wanted, For>, Argument, For, Loss>
    : Given;

type CheckedFor<
  Given,
  Dimensions extends Shape,
  Wanted extends DType,
  Argument extends string,
  For extends Role,
  Loss,
> = Given extends { readonly shape: infer Sizes extends number[]; readonly dtype: infer Type }
  ? CheckedShape<Sizes, Dimensions, Argument, For, Loss, 'tensor'> extends infer Misfit extends string
    ? Misfit
    : FitsType<Type, Wanted, For> extends true
      ? Given
      : Fill<typeof dataType, { argument: Argument; expected: Wanted; received: Type & string }>
  : Given extends TypedArray
    ? Wanted extends 'string'
      ? Fill<typeof dataForm, { argument: Argument; expected: 'strings'; received: 'a typed array' }>
      : CheckedFlat<Dimensions, Argument, For, Loss> extends infer Misfit extends string
        ? Misfit
        : Given
    : Given extends readonly unknown[]
      ? CheckedShape<RankOf<Given>, Dimensions, Argument, For, Loss, 'nested'> extends infer Misfit extends string
        ? Misfit
        : CheckedElements<Given, Wanted, Argument>
      : NotData<Given, Argument>;

/** The message for what is not data at all. */
export type NotData<Given, Argument extends string> = Fill<
  typeof dataForm,
  { argument: Argument; expected: typeof wholeForms; received: Described<Given> }
>;

/**
 * Data for one tensor of a model as a tensor: the one that is given if it fits as it is, else one that belongs to the caller.
 *
 * @param samples how many there are, where that is known: it tells class indices in a typed array from one-hot vectors.
 * @throws DataError naming the argument where it does not fit.
 */
export function toTensor(
  argument: string,
  given: unknown,
  slot: Slot,
  role: Role,
  extent: Extent,
  samples?: number,
): tf.Tensor {
  const dimensions = rowsOf(slot.shape, extent);
  const dtype = role === 'targets' ? 'float32' : slot.dtype;
  if (given instanceof tf.Tensor) {
    if (given.isDisposed) rejectForm(argument, 'a tensor', 'one that is disposed');
    const shape = fittingShape(argument, given.shape, dimensions, role, slot.loss ?? null, 'tensor');
    if (role === 'inputs' || given.dtype === 'string') checkType(argument, given.dtype, dtype);
    return shape === given.shape ? given : tf.reshape(given, [...shape]);
  }
  const isFlat = isTypedArray(given);
  if (!isFlat && !Array.isArray(given)) return rejectForm(argument, wholeForms, describe(given));
  // Without an element there are no samples of whatever shape, which is said where samples are counted.
  if (!isFlat && given.length === 0)
    return tf.tensor([], [0, ...dimensions.slice(1).map((size) => (isOpen(size) ? 0 : size))], dtype);
  const elements = readElements(argument, given, dtype);
  const loss = slot.loss ?? null;
  const shape = isFlat
    ? shapeOfFlat(argument, given.length, dimensions, role, loss, samples)
    : fittingShape(argument, elements.shape, dimensions, role, loss, 'nested');
  // The type of TensorFlow.js' values leaves out flat strings beside a shape, which it takes.
  return tf.tensor(convertElements(argument, elements, dtype) as number[], [...shape], dtype);
}

/** The element type that data has to have; targets are numbers. */
type TypeFor<Wanted, For extends Role> = For extends 'targets' ? 'float32' : TypeOf<Wanted>;

/** Tensors of targets may have any type of numbers. */
type FitsType<Type, Wanted extends DType, For extends Role> = For extends 'targets'
  ? [Type] extends ['string']
    ? false
    : true
  : DType extends Type
    ? true
    : Type extends Wanted
      ? true
      : string extends Type
        ? true
        : false;

function checkType(argument: string, received: string, expected: string): void {
  if (received !== expected) throw new DataError(fill(dataType, { argument, expected, received }));
}

/** Nested arrays, which hold strings where strings are asked for and else numbers. */
type CheckedElements<Given, Wanted extends DType, Argument extends string> = [
  Exclude<ElementOf<Given>, Wanted extends 'string' ? 'a string' : 'a number'>,
] extends [never]
  ? Given
  : Fill<
      typeof dataForm,
      {
        argument: Argument;
        expected: Wanted extends 'string' ? 'strings' : 'numbers';
        received: Exclude<ElementOf<Given>, Wanted extends 'string' ? 'a string' : 'a number'>;
      }
    >;

/** The kind of the innermost elements of nested arrays; `never` where that is not known. */
type ElementOf<Item> = unknown extends Item
  ? never
  : Item extends number | boolean | TypedArray
    ? 'a number'
    : Item extends string
      ? 'a string'
      : Item extends readonly (infer Inner)[]
        ? ElementOf<Inner>
        : Received<Item>;

/** Nested arrays have a rank, as far as the compiler knows. */
export type RankOf<Given> = Given extends readonly (infer Item)[]
  ? unknown extends Item
    ? number[]
    : [Item] extends [never]
      ? number[]
      : Item extends TypedArray
        ? [number, number]
        : Item extends readonly unknown[]
          ? [number, ...RankOf<Item>]
          : [number]
  : number[];
