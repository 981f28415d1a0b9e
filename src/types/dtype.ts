import { ShapeError } from '../errors.js';
import { expectation, type Fill, fill, type Mismatch } from './mismatch.js';
import type { Shape } from './shape.js';

/** The element types that tensors of a graph have. */
export type DType = NumericType | 'string';

/** The data types whose elements are numbers or booleans. */
export type NumericType = 'float32' | 'int32' | 'bool';

/** All data types, for the checks of arguments. */
export const numericTypes: readonly NumericType[] = ['float32', 'int32', 'bool'];

/** The common element type of several tensors: `float32` if one of them has it, else `int32` if one of them has it. */
export type CommonType<Types> = [Types] extends [readonly DType[]]
  ? 'float32' extends Types[number]
    ? 'float32'
    : 'int32' extends Types[number]
      ? 'int32'
      : 'bool'
  : 'float32';

export function commonType(types: readonly DType[]): DType {
  return types.includes('float32') ? 'float32' : types.includes('int32') ? 'int32' : 'bool';
}

/** The element type of the result of an operation, by its kind, for operands whose common type is `Common`. */
export interface ResultTypes<Common extends DType> {
  readonly common: Common;
  /** The same, with booleans as the integers 0 and 1. */
  readonly number: Common extends 'bool' ? 'int32' : Common;
  readonly float32: 'float32';
  readonly int32: 'int32';
  readonly bool: 'bool';
}

/** A kind of operation, by the element type of its result. */
export type TypeRule = keyof ResultTypes<DType>;

export const resultTypes: { readonly [Rule in TypeRule]: (common: DType) => DType } = {
  common: (common) => common,
  number: (common) => (common === 'bool' ? 'int32' : common),
  float32: () => 'float32',
  int32: () => 'int32',
  bool: () => 'bool',
};

/** The element type of a number among tensors: `int32`, unless it has a fraction or is not known. */
export type NumberType<Value extends number> = `${Value}` extends `${bigint}` ? 'int32' : 'float32';

export function numberType(value: number): DType {
  return Number.isInteger(value) ? 'int32' : 'float32';
}

const words = { int32: 'integers, of dtype int32', string: 'strings, of dtype string' } as const;

/**
 * Whether the elements of a tensor may have a type. What is `float32` for want of another type may be any where the shape has sizes
 * that are not known either, as that of a parameter: run time checks it.
 */
export type MayBe<Given, Wanted, Dimensions extends Shape> = Given extends Wanted
  ? true
  : [Given] extends ['float32']
    ? [number] extends [Dimensions[number]]
      ? true
      : false
    : false;

/** The outcome of a rule if the elements of the input have the type that its layer expects, else a mismatch. */
export type FromType<Layer extends string, Given, Wanted extends keyof typeof words, Outcome> = [Outcome] extends [
  Shape,
]
  ? MayBe<Given, Wanted, Outcome> extends true
    ? Outcome
    : Mismatch<
        Fill<typeof expectation, { layer: Layer; expected: (typeof words)[Wanted]; received: Given & string }>,
        null
      >
  : Outcome;

/** The same at run time: throws if they do not. */
export function checkInputType(layer: string, given: DType, wanted: keyof typeof words): void {
  if (given === wanted) return;
  throw new ShapeError(fill(expectation, { layer, expected: words[wanted], received: given }));
}

/** The message for strings where numbers are expected. */
export const onlyNumbers = 'layer expects numbers, such as the output of StringLookup (received strings)';

/** Whether strings are among the element types of inputs. */
export type HasStrings<Types> = Types extends DType
  ? Types extends 'string'
    ? true
    : false
  : 'string' extends Types[keyof Types]
    ? true
    : false;

/** The outcome of a layer of numbers called on strings, with the inputs to blame where there are several. */
export type OnlyNumbers<Types> = Types extends DType
  ? Rejected<null>
  : { [Key in InputKey<Types>]: Types[Key] extends 'string' ? Rejected<Key> : never }[InputKey<Types>];

type Rejected<At extends string | null> = Mismatch<typeof onlyNumbers, At>;

type InputKey<Types> = [Types] extends [readonly unknown[]] ? keyof Types & `${number}` : keyof Types & string;

/** The same at run time: throws where strings are among the types. */
export function checkNumbers(types: readonly DType[]): void {
  if (types.includes('string')) throw new ShapeError(onlyNumbers);
}
