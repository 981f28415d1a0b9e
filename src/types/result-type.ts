import type { DType } from './dtype.js';

/** The element type that comes out of an operation, by its kind, where the operands have `Common` in common. */
export interface ResultTypes<Common extends DType> {
  readonly common: Common;
  /** The same, but that truth values count as the integers 0 and 1. */
  readonly number: Common extends 'bool' ? 'int32' : Common;
  readonly float32: 'float32';
  readonly int32: 'int32';
  readonly bool: 'bool';
}

/** A kind of operation, by the element type that comes out. */
export type TypeRule = keyof ResultTypes<DType>;

export const resultTypes: { readonly [Rule in TypeRule]: (common: DType) => DType } = {
  common: (common) => common,
  number: (common) => (common === 'bool' ? 'int32' : common),
  float32: () => 'float32',
  int32: () => 'int32',
  bool: () => 'bool',
};

/** The element type that a number stands for among tensors: that of integers, unless it has a fraction or is not known. */
export type NumberType<Value extends number> = `${Value}` extends `${bigint}` ? 'int32' : 'float32';

export function numberType(value: number): DType {
  return Number.isInteger(value) ? 'int32' : 'float32';
}
