import * as tf from '@tensorflow/tfjs-core';
import type { OfType, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor, HasValues } from '../graph/tensor-kinds.js';
import type { IsBlamed, MessageAt, ShapeIn, SizesOf, TypeOf } from '../graph/tensors.js';
import type { Tensor } from '../tensor/tensor.js';
import { type DType, type onlyNumbers, resultTypes, type TypeRule } from '../types/dtype.js';
import { expectation, type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';

/** Tensors, in the forms in which operations on several take them, or are wrongly called. */
export type AnyTensors = AnyTensor | readonly AnyTensor[] | { readonly [name: string]: AnyTensor };

/**
 * The tensor that comes out of an operation, of the kind of those that are given. Its shape may wait for a type parameter; that
 * it is a tensor does not.
 */
export type Result<Given, Outcome, Type> = Given extends HasValues | readonly HasValues[]
  ? ValueResult<Outcome, Type>
  : GraphResult<Outcome, Type>;

/** The same, where it has the shape of the one that is given. */
export type SameResult<Given extends AnyTensor, Type> = Given extends HasValues
  ? ValueResult<Given['shape'], Type>
  : SymbolicTensor<Given['shape']> & Tag<Type>;

/** A tensor of the graph that comes out; after a mismatch, so that one mistake is one error, one of unknown rank. */
export type GraphResult<Outcome, Type> = SymbolicTensor<ShapeIn<Outcome>> & Tag<Type>;

type ValueResult<Outcome, Type> = Tensor<SizesIn<ShapeIn<Outcome>>, Type extends DType ? Type : 'float32'>;

// (The shapes of TensorFlow.js' own tensors are a union of all ranks.)
type SizesIn<Found extends Shape> = [number[]] extends [Found] ? number[] : SizesOf<Found>;

// (An intersection, so that it is a tensor also where the element type waits for a type parameter.)
type Tag<Type> = Type extends 'int32' | 'bool' | 'string' ? OfType<Type> : unknown;

/** The tensors that come out of an operation, as many as `Places` has; `Type` is one element type, or a list of them. */
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

/** An operand as it is, or the sentence that says why there are no operations on strings. */
export type Numeric<Given> = [true] extends [IsText<Given>] ? NoInfer<typeof onlyNumbers> : Given;

type IsText<Given> = [unknown] extends [Given] ? false : [Given] extends [OfType<'string'>] ? true : false;

const expected = 'integers, of dtype int32';

/** The outcome, where a tensor has integers, or values of a type that the compiler does not know; else it is to blame. */
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

/** The same elements in another type; the same tensor where they are of it already. */
export function castTo(x: tf.Tensor, type: DType): tf.Tensor {
  return x.dtype === type ? x : tf.cast(x, type);
}

/**
 * Computes with operands of one element type: floats where floats come out of anything, else what the operands have in
 * common. Truth values count as integers, for TensorFlow.js adds up two of them to a 2.
 *
 * @param common what the operands have in common
 * @param compute is told the type to cast them to.
 */
export function computeInType(rule: TypeRule, common: DType, compute: (type: DType) => tf.Tensor): tf.Tensor {
  const computed = compute(rule === 'float32' ? 'float32' : resultTypes.number(common));
  return castTo(computed, resultTypes[rule](common));
}
