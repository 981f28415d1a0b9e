import * as tf from '@tensorflow/tfjs-core';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Single } from '../graph/tensor-kinds.js';
import { type dataForm, describe, isTypedArray, rejectForm, type TypedArray } from '../tensor/tensor-values.js';
import type { Fill } from '../types/mismatch.js';
import type { Extent, Role } from './fitting-shape.js';
import type { CheckedOne, RankOf, Slot, wholeForms } from './one-tensor.js';
import type { FirstFault, ForAll } from './per-output.js';

/** Data for the only tensor, which may stand in a list of one. */
export type CheckedOnly<
  Given,
  Wanted,
  Argument extends string,
  For extends Role,
  Amount extends Extent,
  Loss,
> = Given extends readonly never[]
  ? Given
  : Given extends readonly tf.Tensor[]
    ? Given extends readonly [infer Only]
      ? readonly [CheckedOne<Only, Wanted, `${Argument}.0`, For, Amount, Loss>]
      : number extends Given['length']
        ? Given
        : Fill<
            typeof dataForm,
            { argument: Argument; expected: 'one tensor'; received: `a list of ${Given['length']}` }
          >
    : CheckedOne<Given, Wanted, Argument, For, Amount, Loss> extends infer Misfit extends string
      ? Given extends readonly [infer Only]
        ? IsListOfOne<Only, Wanted> extends true
          ? CheckedOne<Only, Wanted, `${Argument}.0`, For, Amount, Loss> extends string
            ? Misfit
            : Given
          : Misfit
        : Misfit
      : Given;

/** Whether the only item of a list is data of its own, for it has as many axes as the data; not the only sample. */
type IsListOfOne<Only, Wanted> = Only extends TypedArray
  ? true
  : Only extends readonly unknown[]
    ? Wanted extends SymbolicTensor<infer Dimensions>
      ? RankOf<Only>['length'] extends Dimensions['length']
        ? true
        : false
      : false
    : false;

/** The twin of {@link IsListOfOne}. */
function isListOfOne(only: unknown, { shape }: Slot): boolean {
  if (isTypedArray(only)) return true;
  let axes = 0;
  for (let item = only; Array.isArray(item) || isTypedArray(item); item = item[0]) {
    axes++;
    // Arrays that hold themselves have no end.
    if (axes > shape.length) return false;
  }
  return axes === shape.length;
}

/** Data for several tensors of which it is not known which there are. */
export type CheckedOpen<
  Given,
  Wanted,
  Argument extends string,
  For extends Role,
  Amount extends Extent,
  Losses,
> = Given extends readonly unknown[]
  ? number extends Given['length']
    ? Given
    : EachChecked<Given, Wanted, Argument, For, Amount, [Losses] extends [ForAll] ? Losses : unknown>
  : EachChecked<Given, Wanted, Argument, For, Amount, [Losses] extends [ForAll] ? Losses : unknown>;

type EachChecked<Given, Wanted, Argument extends string, For extends Role, Amount extends Extent, Loss> = FirstFault<
  Given,
  {
    [Key in keyof Given]: CheckedItem<Given[Key], Wanted, `${Argument}.${Key & string}`, For, Amount, Loss>;
  }
>;

/** Data for one of several tensors: none where an output has no loss. */
export type CheckedItem<
  Given,
  Wanted,
  Argument extends string,
  For extends Role,
  Amount extends Extent,
  Loss,
> = Given extends null | undefined
  ? IsRequired<For, Loss> extends true
    ? Fill<typeof dataForm, { argument: Argument; expected: typeof wholeForms; received: `${Given}` }>
    : Given
  : CheckedOne<Given, Wanted, Argument, For, Amount, Loss>;

/** Whether there has to be data: for every input, and for every output that is known to have a loss. */
export type IsRequired<For extends Role, Loss> = For extends 'inputs'
  ? true
  : unknown extends Loss
    ? false
    : [Extract<Loss, null | undefined>] extends [never]
      ? true
      : false;

/** The twin of {@link CheckedOnly}: `make` makes a tensor of data for it. */
export function makeOnly(
  argument: string,
  given: unknown,
  slot: Slot,
  make: (argument: string, value: unknown, slot: Slot) => tf.Tensor,
): tf.Tensor {
  if (!Array.isArray(given)) return make(argument, given, slot);
  if (given[0] instanceof tf.Tensor) {
    if (given.length !== 1) rejectForm(argument, 'one tensor', describe(given));
    return make(`${argument}.0`, given[0], slot);
  }
  try {
    return make(argument, given, slot);
  } catch (error) {
    if (given.length !== 1 || !isListOfOne(given[0], slot)) throw error;
    try {
      return make(`${argument}.0`, given[0], slot);
    } catch {
      throw error;
    }
  }
}

/** Whether something is data for one tensor. */
export function isWhole(given: unknown): boolean {
  return given instanceof tf.Tensor || isTypedArray(given) || Array.isArray(given);
}

/** What is no record of data by name, whatever members it has. */
export type NoRecord<For extends Role> =
  | Exclude<Single, null | undefined>
  // Targets can be missing where there is no loss.
  | (For extends 'inputs' ? null | undefined : never)
  | PromiseLike<unknown>
  | ArrayBufferView
  | ReadonlyMap<unknown, unknown>
  | { readonly producer: unknown; readonly outputIndex: unknown };

/** Whether something can hold data by name: no tensor, no array, no Promise, no Map. */
export function isRecord(given: unknown): given is object {
  if (typeof given !== 'object' || given === null || isWhole(given) || isSymbolicTensor(given)) return false;
  return Object.prototype.toString.call(given) === '[object Object]';
}
