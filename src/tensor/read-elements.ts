import { received } from '../errors.js';
import type { DType } from '../types/dtype.js';
import { mostAxes } from './check-arguments.js';
import { describe, isTypedArray, rejectForm, type TypedArray, typeOfArray } from './tensor-values.js';

/** Values and their shape. */
export interface ShapedValues {
  readonly shape: readonly number[];
  /** Flat and in row-major order. */
  readonly values: ArrayLike<number> | readonly string[];
}

/** Values with the shape and the element type that they have of themselves. */
export interface Elements extends ShapedValues {
  readonly dtype: DType;
}

const typesOfItems: Readonly<Record<string, DType>> = { number: 'float32', boolean: 'bool', string: 'string' };

/**
 * Reads the elements of a typed array, or of nested arrays of equal lengths: numbers, or strings where these are asked for;
 * where nothing is asked for, those that come first. Booleans count as numbers.
 *
 * @param argument where they are given: `tensor`, `model.fit: x`.
 * @throws DataError naming the place of the first element that is missing or of another type, or of the first array that
 * differs in length from those around it. It takes time in proportion to the number of values, whatever is nested in what.
 */
export function readElements(argument: string, given: unknown, dtype?: DType): Elements {
  const type = typeOfArray(given);
  if (type !== undefined) {
    if (dtype === 'string') rejectForm(argument, 'strings', 'a typed array');
    const values = checkAttached(argument, given as TypedArray);
    return { shape: [values.length], dtype: type, values };
  }
  const shape = shapeOfFirst(argument, given);
  if (shape.length === 0) rejectForm(argument, 'a typed array or nested arrays', received(given));
  const reader = new NestedReader(argument, shape, dtype);
  reader.read(given as ArrayLike<unknown>, 0);
  return { shape, dtype: commonOf(reader.types), values: reader.strings.length > 0 ? reader.strings : reader.numbers };
}

/** The lengths of the first array, of the first array in it, and so on. */
function shapeOfFirst(argument: string, given: unknown): readonly number[] {
  const shape: number[] = [];
  for (let item = given; isList(item); item = item[0]) {
    if (shape.length === mostAxes) rejectForm(argument, `arrays nested at most ${mostAxes} deep`, 'deeper ones');
    shape.push(item.length);
    if (isTypedArray(item)) break;
  }
  return shape;
}

/** Whether a value has items; an object does by its length, as the arguments of a function do. */
function isList(value: unknown): value is ArrayLike<unknown> {
  if (Array.isArray(value)) return true;
  if (ArrayBuffer.isView(value)) return isTypedArray(value);
  if (typeof value !== 'object' || value === null) return false;
  const { length } = value as { readonly length?: unknown };
  return Number.isSafeInteger(length) && (length as number) >= 0;
}

/** An array whose buffer has been transferred to a worker is empty, and a view of that buffer cannot be made any more. */
function checkAttached(argument: string, given: TypedArray): TypedArray {
  if (given.length > 0) return given;
  try {
    new Uint8Array(given.buffer, 0, 0);
    return given;
  } catch {
    return rejectForm(argument, 'a typed array', 'one whose buffer is detached');
  }
}

/** Goes through nested arrays in their order, and remembers where it is. */
class NestedReader {
  readonly numbers: number[] = [];
  readonly strings: string[] = [];
  readonly types = new Set<DType>();
  readonly #argument: string;
  readonly #shape: readonly number[];
  readonly #place: number[] = [];
  #expected: 'numbers' | 'strings' | undefined;

  constructor(argument: string, shape: readonly number[], dtype: DType | undefined) {
    this.#argument = argument;
    this.#shape = shape;
    this.#expected = dtype && (dtype === 'string' ? 'strings' : 'numbers');
  }

  read(items: ArrayLike<unknown>, depth: number): void {
    const length = this.#shape[depth] as number;
    const type = typeOfArray(items);
    if (type !== undefined) {
      checkAttached(this.#argument, items as TypedArray);
      this.types.add(type);
    }
    if (items.length !== length) this.#rejectLength(`a list of ${items.length}`, length);
    const inner = this.#shape[depth + 1];
    for (let index = 0; index < length; index++) {
      this.#place[depth] = index;
      const item = items[index];
      if (inner === undefined) this.#readOne(item, type === undefined);
      else if (isList(item)) this.read(item, depth + 1);
      else this.#rejectLength(describe(item), inner);
    }
    this.#place.length = depth;
  }

  #readOne(item: unknown, isOwnType: boolean): void {
    const type = typesOfItems[typeof item];
    if (type === undefined) {
      const expected = this.#expected ?? 'numbers, booleans or strings';
      this.#reject(isList(item) ? 'nested arrays of equal depth' : expected, item);
    }
    const kind = type === 'string' ? 'strings' : 'numbers';
    this.#expected ??= kind;
    if (kind !== this.#expected) this.#reject(this.#expected, item);
    if (isOwnType) this.types.add(type);
    if (kind === 'strings') this.strings.push(item as string);
    else this.numbers.push(Number(item));
  }

  #rejectLength(found: string, length: number): never {
    const expected = `nested arrays of equal lengths, here of ${length}`;
    return rejectForm(this.#argument, expected, `${found} at ${placeText(this.#place)}`);
  }

  #reject(expected: string, item: unknown): never {
    return rejectForm(this.#argument, expected, `${describe(item)} at ${placeText(this.#place)}`);
  }
}

function commonOf(types: ReadonlySet<DType>): DType {
  if (types.has('string')) return 'string';
  if (types.size === 0 || types.has('float32')) return 'float32';
  return types.has('int32') ? 'int32' : 'bool';
}

/** The values that a type takes. */
interface ElementRule {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

const rules: Readonly<Record<DType, ElementRule>> = {
  float32: { expected: 'numbers', holds: (value) => typeof value === 'number' },
  int32: {
    expected: 'integers from -2^31 to 2^31 - 1',
    holds: (value) => typeof value === 'number' && value === (value | 0),
  },
  bool: { expected: 'true and false, or 1 and 0', holds: (value) => value === 0 || value === 1 },
  string: { expected: 'strings', holds: (value) => typeof value === 'string' },
};

/** @throws DataError naming the place of an element that is not of the type, or would have to be rounded. */
export function checkElements(argument: string, { shape, values }: ShapedValues, dtype: DType): void {
  if ((dtype === 'float32' && isTypedArray(values)) || (dtype === 'int32' && values instanceof Int32Array)) return;
  const { expected, holds } = rules[dtype];
  const wrong = Array.prototype.findIndex.call(values, (value) => !holds(value));
  if (wrong < 0) return;
  rejectForm(argument, expected, `${describe(values[wrong])} at ${placeIn(shape, wrong)}`);
}

/**
 * The elements in memory as a backend takes those of a type.
 *
 * @throws DataError naming the place of one that is not of the type, or would have to be rounded.
 */
export function convertElements(argument: string, elements: ShapedValues, dtype: DType): ArrayLike<unknown> {
  checkElements(argument, elements, dtype);
  const { values } = elements;
  if (dtype === 'string') return values;
  const Memory = dtype === 'float32' ? Float32Array : dtype === 'int32' ? Int32Array : Uint8Array;
  return values instanceof Memory ? values : new Memory(values as ArrayLike<number>);
}

/** The place of an element by its index among all: `[1][0]`. */
export function placeIn(shape: readonly number[], index: number): string {
  let rest = index;
  const place = [...shape].reverse().map((size) => {
    const along = rest % size;
    rest = (rest - along) / size;
    return along;
  });
  return placeText(place.reverse());
}

function placeText(place: readonly number[]): string {
  return place.map((index) => `[${index}]`).join('');
}
