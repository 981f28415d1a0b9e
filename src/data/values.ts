import { DataError } from '../errors.js';
import type { DType } from '../types/dtype.js';
import { fill } from '../types/mismatch.js';

/** Numbers without a shape of their own: they fill the shape that is asked for. */
export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

const typedArrays: ReadonlySet<unknown> = new Set([
  'Float32Array',
  'Float64Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
]);

/** Arrays of arrays of numbers. */
export type NestedNumbers = readonly (number | TypedArray | NestedNumbers)[];

/** Arrays of arrays of strings. */
export type NestedStrings = readonly (string | NestedStrings)[];

export const dataForm = '{argument} expects {expected} (received {received})';

/** Throws where data is not in the form that is asked for. */
export function rejectForm(argument: string, expected: string, received: string): never {
  throw new DataError(fill(dataForm, { argument, expected, received }));
}

/** Whether a value is a {@link TypedArray}. Arrays of another page or worker count too, other views of memory do not. */
export function isTypedArray(given: unknown): given is TypedArray {
  return ArrayBuffer.isView(given) && typedArrays.has((given as Partial<Float32Array>)[Symbol.toStringTag]);
}

/** A typed array whose memory is still there. */
export function checkTypedArray(argument: string, given: TypedArray): TypedArray {
  if (given.length > 0 || !isDetached(given)) return given;
  return rejectForm(argument, 'a typed array', 'one whose memory has been transferred to somewhere else');
}

/** An empty typed array may be one whose memory has been transferred: a view of that memory cannot be made any more. */
function isDetached({ buffer }: TypedArray): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

/** What a value is, for the `(received …)` of a message: `string`, `null`, `DataView`, `a list of 2`. */
export function describe(given: unknown): string {
  if (given === null) return 'null';
  if (Array.isArray(given)) return `a list of ${given.length}`;
  if (ArrayBuffer.isView(given))
    return isTypedArray(given) ? 'a typed array' : Object.prototype.toString.call(given).slice(8, -1);
  return typeof given;
}

/** Values and their shape. */
export interface ShapedValues {
  readonly shape: readonly number[];
  /** Flat and in row-major order. */
  readonly values: ArrayLike<number> | readonly string[];
}

/** No tensor has more axes. */
const mostAxes = 6;

/**
 * The values in nested arrays, which have equal lengths at each depth: numbers, or strings where these are asked for.
 *
 * @throws DataError naming the place of the first value that is missing or of another type, or of the first array that
 * differs in length from those around it. It takes time in proportion to the number of values, whatever is nested in what.
 */
export function nestedValues(argument: string, nested: readonly unknown[], dtype: DType): ShapedValues {
  const shape = shapeOfFirst(argument, nested);
  const reader = new NestedReader(argument, shape, dtype);
  reader.read(nested, 0);
  if (dtype === 'string') return { shape, values: reader.strings };
  const values = Float64Array.from(reader.numbers);
  checkValues(argument, values, dtype);
  return { shape, values };
}

/** The lengths of the first array, of the first array in it, and so on. */
function shapeOfFirst(argument: string, nested: readonly unknown[]): readonly number[] {
  const shape: number[] = [];
  let item: unknown = nested;
  while (Array.isArray(item) || isTypedArray(item)) {
    if (shape.length === mostAxes) rejectForm(argument, `arrays nested at most ${mostAxes} deep`, 'more');
    shape.push(item.length);
    item = item[0];
  }
  return shape;
}

/** Goes through nested arrays in their order, and remembers where it is. */
class NestedReader {
  readonly numbers: number[] = [];
  readonly strings: string[] = [];
  readonly #argument: string;
  readonly #shape: readonly number[];
  readonly #dtype: DType;
  readonly #place: number[] = [];

  constructor(argument: string, shape: readonly number[], dtype: DType) {
    this.#argument = argument;
    this.#shape = shape;
    this.#dtype = dtype;
  }

  read(items: ArrayLike<unknown>, depth: number): void {
    const length = this.#shape[depth] as number;
    if (items.length !== length) {
      const at = this.#showPlace();
      rejectForm(
        this.#argument,
        `nested arrays of equal lengths`,
        `${items.length} elements at ${at}, ${length} before`,
      );
    }
    const isInnermost = depth === this.#shape.length - 1;
    for (let index = 0; index < length; index++) {
      this.#place[depth] = index;
      const item = items[index];
      if (isInnermost) this.#readOne(item);
      else if (Array.isArray(item)) this.read(item, depth + 1);
      else if (isTypedArray(item)) this.read(checkTypedArray(this.#argument, item), depth + 1);
      else rejectForm(this.#argument, 'nested arrays of equal lengths', `${describe(item)} at ${this.#showPlace()}`);
    }
    this.#place.length = depth;
  }

  #readOne(item: unknown): void {
    if (this.#dtype === 'string') {
      if (typeof item === 'string') this.strings.push(item);
      else this.#reject('strings', item);
    } else if (typeof item === 'number' || typeof item === 'boolean') this.numbers.push(Number(item));
    else this.#reject('numbers', item);
  }

  #reject(expected: string, item: unknown): never {
    if (Array.isArray(item) || isTypedArray(item)) {
      rejectForm(this.#argument, 'nested arrays of equal lengths', `${describe(item)} at ${this.#showPlace()}`);
    }
    rejectForm(this.#argument, expected, `${describe(item)} at ${this.#showPlace()}`);
  }

  #showPlace(): string {
    return this.#place.map((index) => `[${index}]`).join('');
  }
}

/** Throws where values are not of the type that is asked for: rounding integers would hide a mistake. */
export function checkValues(argument: string, values: ArrayLike<number>, dtype: DType): void {
  const rule = dtype === 'int32' || dtype === 'bool' ? rules[dtype] : undefined;
  if (rule === undefined) return;
  const index = Array.prototype.findIndex.call(values, (value: number) => !rule.includes(value));
  if (index >= 0) rejectForm(argument, rule.expected, `${values[index]} at place ${index}`);
}

const rules = {
  int32: { expected: 'integers', includes: (value: number) => Number.isInteger(value) && Math.abs(value) < 2 ** 31 },
  bool: { expected: 'true and false, or 1 and 0', includes: (value: number) => value === 0 || value === 1 },
};

/** Numbers in memory as TensorFlow.js takes them. */
export function numbersOf(values: ArrayLike<number>, dtype: DType): Float32Array | Int32Array | Uint8Array {
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values);
  if (dtype === 'bool') return values instanceof Uint8Array ? values : Uint8Array.from(values);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
