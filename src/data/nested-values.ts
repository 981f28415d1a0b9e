import type { DType } from '../types/dtype.js';
import { rejectForm } from './check-data.js';

/** Values with the sizes that they have. */
export interface ShapedValues {
  readonly shape: readonly number[];
  /** Flat and in row-major order. */
  readonly values: ArrayLike<number> | readonly string[];
}

/** What is in nested arrays, checked: numbers, or strings where these are asked for, in arrays of equal lengths. */
export function nestedValues(argument: string, nested: readonly unknown[], dtype: DType): ShapedValues {
  const values = nested
    .flat(Number.POSITIVE_INFINITY)
    .flatMap((item) => (ArrayBuffer.isView(item) ? [...(item as Float32Array)] : [item]));
  const [expected, types] = dtype === 'string' ? ['strings', ['string']] : ['numbers', ['number', 'boolean']];
  const wrong = values.map((item) => typeof item).find((type) => !types.includes(type));
  if (wrong !== undefined) rejectForm(argument, expected as string, wrong);
  const shape = shapeOf(nested);
  if (shape === null) rejectForm(argument, 'nested arrays of equal lengths', 'arrays that differ in length');
  if (dtype === 'string') return { shape, values: values as string[] };
  const numbers = values.map(Number);
  checkIntegers(argument, numbers, dtype);
  return { shape, values: numbers };
}

/** The sizes of nested arrays; `null` where some of them differ. */
function shapeOf(values: ArrayLike<unknown>): readonly number[] | null {
  if (!Array.isArray(values) || !values.some((item) => typeof item === 'object')) return [values.length];
  const [first = null, ...others] = values.map(shapeOf);
  const isSame = others.every((shape) => shape !== null && shape.join() === first?.join());
  return first !== null && isSame ? [values.length, ...first] : null;
}

/** Integers are asked for integers: rounding them would hide a mistake. */
export function checkIntegers(argument: string, values: ArrayLike<number>, dtype: DType): void {
  if (dtype !== 'int32') return;
  const index = Array.prototype.findIndex.call(values, (value: number) => !Number.isInteger(value));
  if (index >= 0) rejectForm(argument, 'integers', `${values[index]} at place ${index}`);
}
