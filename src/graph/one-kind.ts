import type * as tf from '@tensorflow/tfjs-core';
import { GraphError, type Received, received } from '../errors.js';
import { expectation, type Fill, fill, type Mismatch, mismatch } from '../types/mismatch.js';
import type { Structure } from './structure.js';
import {
  type AnyTensor,
  type HasValues,
  type HaveValues,
  type InGraph,
  isTensor,
  type Single,
  type TensorIn,
  withValues,
} from './tensor-kinds.js';

const oneKind = 'tensors of the graph, or tensors that have values';

/** The outcome, if all tensors are of the graph, or all have values; else the second one is to blame. */
export type OfOneKind<Owner extends string, Given, Outcome, At extends string> = [Given] extends [InGraph]
  ? Outcome
  : [Given] extends [HasValues]
    ? Outcome
    : BothKinds<Owner, At>;

/** The same for a list of tensors; those of another kind than the first are to blame. */
export type ListOfOneKind<Owner extends string, List, Outcome> = [List] extends [readonly InGraph[]]
  ? Outcome
  : [List] extends [readonly HasValues[]]
    ? Outcome
    : BothKinds<Owner, OfOtherKind<List>>;

/** The places of the tensors of another kind than the first. */
type OfOtherKind<List> = {
  [Place in PlacesOf<List>]: [List[Place], List[FirstOf<List>]] extends [InGraph, InGraph] | [HasValues, HasValues]
    ? never
    : Place;
}[PlacesOf<List>];

/** The indices of a list, or the names of a record. */
type PlacesOf<Given> = Given extends readonly unknown[] ? keyof Given & `${number}` : keyof Given & string;

/** (The tensors of a record have no order: those with values are to blame.) */
type FirstOf<Given> = Given extends readonly unknown[]
  ? '0' & keyof Given
  : { [Place in keyof Given]: Given[Place] extends InGraph ? Place : never }[keyof Given];

/** The names of the tensors that are of another kind than the inputs. */
export type NamesOfOtherKind<Given, Said> = {
  [Name in keyof Said]: Said[Name] extends InGraph | HasValues | readonly (InGraph | HasValues | null)[]
    ? [HaveValues<Exclude<TensorIn<Said[Name]>, null>>] extends [HaveValues<Given>]
      ? never
      : Name
    : never;
}[keyof Said];

/** The mismatch of tensors of both kinds. */
export type BothKinds<Owner extends string, At extends string | null> = Mismatch<
  Fill<typeof expectation, { layer: Owner; expected: typeof oneKind; received: 'both' }>,
  At
>;

/** The same at run time. */
function bothKinds(owner: string): never {
  return mismatch(expectation, { layer: owner, expected: oneKind, received: 'both' });
}

/** The mismatch of an argument whose type is not known, as before it is inferred. (The type of the parameter says what is expected.) */
export type NotKnown = Mismatch<'a call expects tensors (received unknown)', null>;

const ofArray = 'a tensor, as tensor(...) makes of an array';
const ofShape = 'a tensor, as Input(...) makes of a shape';

/** The mismatch of inputs of which some are no tensors, or some have values and others not. */
export type NotOfOneKind<Owner extends string, Given> = Given extends Single
  ? NotATensor<Owner, Given>
  : Given extends ArrayOfValues | readonly (number | null)[]
    ? NotATensor<Owner, Given>
    : Given extends readonly unknown[] | PlainRecord<Given>
      ? [OtherThan<Owner, Given>] extends [never]
        ? BothKinds<Owner, OfOtherKind<Given>>
        : OtherThan<Owner, Given>
      : NotATensor<Owner, Given>;

/** The mismatches of the items that are no tensors. */
type OtherThan<Owner extends string, Given> = {
  [Place in PlacesOf<Given>]: [Given[Place]] extends [InGraph | HasValues]
    ? never
    : NotATensor<Owner, Given[Place], Place, ` at ${Place}`>;
}[PlacesOf<Given>];

/** A record, and no object of a class: none of its members is a function. */
type PlainRecord<Given> = { readonly [Name in keyof Given]: Exclude<Given[Name], (...given: never) => unknown> };

/** The mismatch of something that is not a tensor. */
type NotATensor<Owner extends string, Given, At extends string | null = null, Where extends string = ''> = Mismatch<
  Fill<
    typeof expectation,
    Given extends ArrayOfValues
      ? { layer: Owner; expected: typeof ofArray; received: `an array${Where}` }
      : Given extends readonly (number | null)[]
        ? { layer: Owner; expected: typeof ofShape; received: `a shape${Where}` }
        : { layer: Owner; expected: 'a tensor'; received: `${Received<Given>}${Where}` }
  >,
  At
>;

/** An array of numbers, strings or booleans, of any depth. */
type ArrayOfValues = readonly (string | number | boolean | ArrayOfValues)[] | ArrayBufferView;

/**
 * Whether the tensors of a call have values; throws if only some of them have, or if something is not a tensor.
 *
 * @param owner gives the name of the layer or operation in messages.
 * @param input the inputs: one tensor, a list, or tensors by name
 * @param others the other tensors of the call
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

function itemsOf(owner: () => string, input: unknown): readonly AnyTensor[] {
  if (isTensor(input)) return [input];
  if (typeof input !== 'object' || input === null || isArrayOfValues(input) || isShapeAlone(input)) {
    return notATensor(owner(), input);
  }
  const isPlain = Array.isArray(input) || [Object.prototype, null].includes(Object.getPrototypeOf(input));
  if (!isPlain) return notATensor(owner(), input);
  const items = Object.entries(Array.isArray(input) ? [...input] : input);
  return items.map(([key, item]) => (isTensor(item) ? item : notATensor(owner(), item, ` at ${key}`)));
}

/** How deep arrays are nested at most; TensorFlow.js has no tensors of more than six axes. */
const deepest = 20;

function isArrayOfValues(given: unknown): boolean {
  if (ArrayBuffer.isView(given)) return true;
  if (!Array.isArray(given)) return false;
  let first: unknown = given;
  for (let depth = 0; depth < deepest && Array.isArray(first); depth++) [first] = first;
  return ArrayBuffer.isView(first) || ['number', 'string', 'boolean'].includes(typeof first);
}

/** Whether these are the sizes of a tensor, and not its values: some of them vary. */
function isShapeAlone(given: unknown): boolean {
  if (!Array.isArray(given) || !given.includes(null)) return false;
  return given.every((size) => size === null || typeof size === 'number');
}

function notATensor(owner: string, given: unknown, where = ''): never {
  const [expected, shown] = isShapeAlone(given)
    ? [ofShape, 'a shape']
    : isArrayOfValues(given)
      ? [ofArray, 'an array']
      : ['a tensor', received(given)];
  throw new GraphError(fill(expectation, { layer: owner, expected, received: `${shown}${where}` }));
}
