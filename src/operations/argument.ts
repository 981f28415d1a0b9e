import * as tf from '@tensorflow/tfjs-core';
import type { ShapeIn } from '../graph/reported.js';
import type { OfType, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor, HasValues } from '../graph/tensor-kinds.js';
import type { IsBlamed, MessageAt, SizesOf, TypeOf } from '../graph/tensors.js';
import type { Tensor } from '../tensor/tensor.js';
import { type DType, type onlyNumbers, resultTypes, type TypeRule } from '../types/dtype.js';
import { expectation, type Fill, type Mismatch, mismatch, type Unfit } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';

/**
 * The result of an operation, of the kind of its operands. Its shape may depend on type parameters; that
 * it is a tensor does not.
 */
export type Result<Given, Outcome, Type, Reported = true> = Given extends HasValues | readonly HasValues[]
  ? ValueResult<Outcome, Type>
  : GraphResult<Outcome, Type, Reported>;

/** The same, with the shape of the operand. */
export type SameResult<Given extends AnyTensor, Type> = Given extends HasValues
  ? ValueResult<Given['shape'], Type>
  : SymbolicTensor<Given['shape']> & Tag<Type>;

/** A tensor of the graph as a result; after a mismatch one of unknown rank, so that one mistake is one error. */
export type GraphResult<Outcome, Type, Reported = true> = SymbolicTensor<ShapeIn<Outcome, Reported>> & Tag<Type>;

type ValueResult<Outcome, Type> = Tensor<SizesIn<ShapeIn<Outcome>>, Type extends DType ? Type : 'float32'>;

// (The shapes of TensorFlow.js' own tensors are a union of all ranks.)
type SizesIn<Found extends Shape> = [number[]] extends [Found] ? number[] : SizesOf<Found>;

// (An intersection, so that it is a tensor even if the element type depends on a type parameter.)
type Tag<Type> = Type extends 'int32' | 'bool' | 'string' ? OfType<Type> : unknown;

/** The results of an operation, as many as `Places` has items; `Type` is one element type, or a list of them. */
export type Results<Given, Places, Outcome, Type> = {
  -readonly [Place in keyof Places]: Result<
    Given,
    ItemAt<Outcome, Place>,
    Type extends DType ? Type : ItemAt<Type, Place>
  >;
};

type ItemAt<List, Place> = Place extends keyof List ? List[Place] : unknown;

/** A tensor of numbers, which the outcome may blame as well. */
export type NumericArgument<Given, Outcome, Name extends string> = [true] extends [IsBlamed<Outcome, Name>]
  ? NoInfer<MessageAt<Outcome, Name>>
  : Numeric<Given>;

/** An operand unchanged, or the message for strings. */
export type Numeric<Given> = [true] extends [IsRefused<Given, Given['shape' & keyof Given]>]
  ? NoInfer<Refusal<Given['shape' & keyof Given]>>
  : Given;

/** Whether no operation on numbers accepts a tensor: one of strings, or one that cannot be. */
type IsRefused<Given, Dimensions> = [Unfit<never>] extends [Dimensions]
  ? [unknown] extends [Dimensions]
    ? false
    : [Dimensions] extends [Unfit]
      ? true
      : IsText<Given>
  : IsText<Given>;

type Refusal<Dimensions> = [Dimensions] extends [Unfit<infer Message>] ? Message : typeof onlyNumbers;

type IsText<Given> = [unknown] extends [Given] ? false : [Given] extends [OfType<'string'>] ? true : false;

const expected = 'integers, of dtype int32';

/** The outcome, if a tensor has integers, or values of a type that the compiler does not know; else a mismatch that blames it. */
export type CheckedIntegers<Owner extends string, Given, At extends string, Outcome> = [TypeOf<Given>] extends ['int32']
  ? Outcome
  : [Given] extends [{ readonly dtype: infer Type }]
    ? ['complex64'] extends [Type]
      ? Outcome
      : Mismatch<Fill<typeof expectation, { layer: Owner; expected: typeof expected; received: TypeOf<Given> }>, At>
    : Outcome;

/** The same at run time. */
export function checkIntegers(owner: string, type: DType): void {
  if (type !== 'int32') mismatch(expectation, { layer: owner, expected, received: type });
}

/** The elements converted to another type; the same tensor if they have it already. */
export function castTo(x: tf.Tensor, type: DType): tf.Tensor {
  return x.dtype === type ? x : tf.cast(x, type);
}

/**
 * Computes with operands of one element type: floats if the result is always of floats, else the type that the operands have in
 * common. Booleans count as integers, because the sum of two of them is 2 in TensorFlow.js.
 *
 * @param common the common type of the operands
 * @param compute receives the type to cast them to.
 */
export function computeInType(rule: TypeRule, common: DType, compute: (type: DType) => tf.Tensor): tf.Tensor {
  const computed = compute(rule === 'float32' ? 'float32' : resultTypes.number(common));
  return castTo(computed, resultTypes[rule](common));
}
