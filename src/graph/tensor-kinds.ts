import * as tf from '@tensorflow/tfjs-core';
import { GraphError, received } from '../errors.js';
import { expectation, type Fill, fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { isSymbolicTensor } from './create-tensor.js';
import type { Structure } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** What layers, models and operations are called on: a tensor of the graph, or one that has values. */
export type AnyTensor = SymbolicTensor | tf.Tensor;

/** A tensor of the graph, whatever its shape waits for. */
export interface InGraph {
  readonly shape: unknown;
  readonly producer: unknown;
}

/** A tensor that has values, whatever its shape waits for. */
export interface HasValues {
  readonly shape: unknown;
  readonly dataId: unknown;
}

/** Tensors of one kind, in words: those of the graph, or those with values. */
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

/** Tensors that have values. */
export const withValues: TensorKind<tf.Tensor> = {
  one: 'a tensor that has values',
  several: 'tensors that have values',
  has: (value) => value instanceof tf.Tensor,
};

/** Whether a value is a tensor, of either kind. */
export function isTensor(value: unknown): value is AnyTensor {
  return symbolic.has(value) || withValues.has(value);
}

const oneKind = 'tensors of the graph, or tensors that have values';

/** The outcome, where all tensors are of the graph, or all have values; else the second one is to blame. */
export type OfOneKind<Owner extends string, Given, Outcome, At extends string> = [Given] extends [InGraph]
  ? Outcome
  : [Given] extends [HasValues]
    ? Outcome
    : BothKinds<Owner, At>;

/** The same for a list of tensors; those that are of another kind than the first are to blame. */
export type ListOfOneKind<Owner extends string, List, Outcome> = [List] extends [readonly InGraph[]]
  ? Outcome
  : [List] extends [readonly HasValues[]]
    ? Outcome
    : BothKinds<Owner, OfOtherKind<List>>;

type OfOtherKind<List> = {
  [Place in keyof List & `${number}`]: [List[Place], List['0' & keyof List]] extends
    | [InGraph, InGraph]
    | [HasValues, HasValues]
    ? never
    : Place;
}[keyof List & `${number}`];

/** What is said of tensors of both kinds. */
export type BothKinds<Owner extends string, At extends string | null> = Mismatch<
  Fill<typeof expectation, { layer: Owner; expected: typeof oneKind; received: 'both' }>,
  At
>;

/** The same at run time. */
export function bothKinds(owner: string): never {
  return mismatch(expectation, { layer: owner, expected: oneKind, received: 'both' });
}

/**
 * Whether what a call is given has values; throws where only some of it has, or something is not a tensor.
 *
 * @param owner says what messages call the layer or operation.
 * @param input what it is called on: a tensor, a list, or tensors by name
 * @param others the tensors that the call gives besides
 */
export function hasValues(
  owner: () => string,
  input: unknown,
  others: readonly AnyTensor[] = [],
): input is Structure<tf.Tensor> {
  const items = [...itemsOf(owner, input), ...others];
  const count = items.filter(withValues.has).length;
  return count === 0 || count === items.length ? count > 0 : bothKinds(owner());
}

/** The tensors of a structure; throws where something is not a tensor. */
function itemsOf(owner: () => string, input: unknown): readonly AnyTensor[] {
  if (isTensor(input)) return [input];
  if (typeof input !== 'object' || input === null || isArrayOfValues(input)) return rejectOther(owner(), input, '');
  const isPlain = Array.isArray(input) || [Object.prototype, null].includes(Object.getPrototypeOf(input));
  if (!isPlain) return rejectOther(owner(), input, '');
  const items = Object.entries(Array.isArray(input) ? [...input] : input);
  return items.map(([key, item]) => (isTensor(item) ? item : rejectOther(owner(), item, ` at ${key}`)));
}

/** Whether it is an array of numbers, strings or truth values, however deep, and none of tensors. */
function isArrayOfValues(given: object): boolean {
  if (ArrayBuffer.isView(given)) return true;
  if (!Array.isArray(given)) return false;
  const [first] = given as readonly unknown[];
  return (
    ['number', 'string', 'boolean'].includes(typeof first) ||
    (typeof first === 'object' && first !== null && isArrayOfValues(first))
  );
}

function rejectOther(owner: string, given: unknown, place: string): never {
  const isArray = typeof given === 'object' && given !== null && isArrayOfValues(given);
  const values = isArray
    ? { expected: 'a tensor, as tensor(...) makes of an array', received: 'an array' }
    : { expected: 'a tensor', received: received(given) };
  throw new GraphError(fill(expectation, { layer: owner, ...values, received: `${values.received}${place}` }));
}
