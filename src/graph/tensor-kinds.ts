import * as tf from '@tensorflow/tfjs-core';
import { isSymbolicTensor } from './create-tensor.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** A tensor of the graph, or one with values. */
export type AnyTensor = SymbolicTensor | tf.Tensor;

/** The inputs of a call: one tensor, a list of them, or tensors by name. */
export type AnyTensors = AnyTensor | readonly AnyTensor[] | { readonly [name: string]: AnyTensor };

/** A tensor of the graph, whose shape may depend on type parameters. */
export interface InGraph {
  readonly shape: unknown;
  readonly dtype: unknown;
  readonly producer: unknown;
}

/** A tensor with values, whose shape may depend on type parameters. */
export interface HasValues {
  readonly shape: unknown;
  readonly dtype: unknown;
  readonly dataId: unknown;
}

/** The tensors of a structure, as a union; what is not a tensor, a list or a record stands for itself. */
export type TensorIn<Given> = Given extends InGraph | HasValues
  ? Given
  : Given extends readonly unknown[]
    ? Given[number]
    : Given extends Single
      ? Given
      : Given[keyof Given];

/** What is neither a list nor a record. */
export type Single =
  | string
  | number
  | bigint
  | boolean
  | symbol
  | null
  | undefined
  | ((...given: never) => unknown)
  | (abstract new (
      ...given: never
    ) => unknown);

/**
 * Whether the tensors of a structure have values.
 *
 * (A list of tensors of the graph is one also if their shapes depend on type parameters: so that is asked first.)
 */
export type HaveValues<Given> = Given extends readonly InGraph[]
  ? false
  : [TensorIn<Given>] extends [InGraph]
    ? false
    : [TensorIn<Given>] extends [HasValues]
      ? true
      : false;

/** The named arguments of a call, tensors of the same kind as its inputs. */
export type TakenWith<Given, Taken> = HaveValues<Given> extends true ? Readonly<WithValues<Taken>> : Taken;

type WithValues<Taken> = { [Name in keyof Taken]: ValuesIn<Taken[Name]> };

type ValuesIn<Argument> = Argument extends SymbolicTensor
  ? tf.Tensor
  : Argument extends readonly (infer Item)[]
    ? readonly (Item extends SymbolicTensor ? tf.Tensor : Item)[]
    : Argument;

/** Tensors of one kind, in words. */
export interface TensorKind<Item> {
  readonly one: string;
  readonly several: string;
  has(value: unknown): value is Item;
}

/** Tensors of the graph. */
export const symbolic: TensorKind<SymbolicTensor> = {
  one: 'a tensor of the graph, such as Input makes',
  several: 'tensors of the graph, such as Input makes',
  has: isSymbolicTensor,
};

/** Tensors with values. */
export const withValues: TensorKind<tf.Tensor> = {
  one: 'a tensor with values',
  several: 'tensors with values',
  has: (value) => value instanceof tf.Tensor,
};

/** Whether a value is a tensor, of either kind. */
export function isTensor(value: unknown): value is AnyTensor {
  return symbolic.has(value) || withValues.has(value);
}
