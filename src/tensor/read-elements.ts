import { DataError, received } from '../errors.js';
import type { DType } from '../types/dtype.js';
import { mostAxes } from './check-arguments.js';

/** Elements in a row, with the shape and the type that they have of themselves. */
export interface Elements {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly values: ArrayLike<unknown>;
}

type AnyTypedArray = Float32Array & { readonly [Symbol.toStringTag]: string };

/** The types of the elements of typed arrays, by the names of their classes. */
const typesOfArrays: Readonly<Record<string, DType>> = {
  Float32Array: 'float32',
  Float64Array: 'float32',
  Float16Array: 'float32',
  Int8Array: 'int32',
  Int16Array: 'int32',
  Int32Array: 'int32',
  Uint8Array: 'int32',
  Uint8ClampedArray: 'int32',
  Uint16Array: 'int32',
  Uint32Array: 'int32',
};

const typesOfItems: Readonly<Record<string, DType>> = { number: 'float32', boolean: 'bool', string: 'string' };

/**
 * The elements of a typed array, or of nested arrays of equal lengths.
 *
 * @param owner the function that they are given to: `tensor`
 * @throws DataError that names the place of an item that is wrong.
 */
export function readElements(owner: string, given: unknown): Elements {
  const shape = shapeOf(owner, given);
  if (isTyped(given)) return { shape, dtype: typeOf(given), values: given };
  const types = new Set<DType>();
  const values: unknown[] = [];
  const place: number[] = [];
  visit(given);
  return { shape, dtype: commonOf(types), values };

  function visit(item: unknown): void {
    const length = shape[place.length];
    if (length === undefined) {
      add(item);
      return;
    }
    if (!isList(item) || item.length !== length) rejectLength(item, length);
    if (isTyped(item)) types.add(typeOf(item));
    for (let index = 0; index < length; index++) {
      place.push(index);
      if (isTyped(item)) values.push(item[index]);
      else visit(item[index]);
      place.pop();
    }
  }

  function add(item: unknown): void {
    const type = typesOfItems[typeof item];
    if (type === undefined || (types.size > 0 && (type === 'string') !== types.has('string'))) {
      const expected = types.size === 0 ? 'numbers, booleans or strings' : `${commonOf(types)} values`;
      rejectItem(isList(item) ? `${expected} in arrays of one depth` : expected, item);
    }
    types.add(type as DType);
    values.push(item);
  }

  function rejectLength(item: unknown, length: number): never {
    const found = isList(item) ? `an array of ${item.length}` : received(item);
    throw new DataError(
      `${owner} expects arrays of equal lengths, here of ${length} (received ${found} at ${placeText(place)})`,
    );
  }

  function rejectItem(expected: string, item: unknown): never {
    throw new DataError(`${owner} expects ${expected} (received ${received(item)} at ${placeText(place)})`);
  }
}

/** The sizes of nested arrays, by the first item of each. */
function shapeOf(owner: string, given: unknown): readonly number[] {
  const shape: number[] = [];
  for (let item = given; isList(item); item = item[0]) {
    if (shape.length === mostAxes) {
      throw new DataError(`${owner} expects arrays nested at most ${mostAxes} deep (received deeper ones)`);
    }
    if (isTyped(item)) checkAttached(owner, item);
    shape.push(item.length);
    if (item.length === 0 || isTyped(item)) break;
  }
  if (shape.length > 0) return shape;
  throw new DataError(`${owner} expects a typed array or nested arrays (received ${received(given)})`);
}

/** Whether a value has items; an object does by its length, as the arguments of a function do. */
function isList(value: unknown): value is ArrayLike<unknown> {
  if (Array.isArray(value)) return true;
  if (ArrayBuffer.isView(value)) return isTyped(value);
  if (typeof value !== 'object' || value === null) return false;
  const { length } = value as { readonly length?: unknown };
  return Number.isSafeInteger(length) && (length as number) >= 0;
}

function isTyped(value: unknown): value is AnyTypedArray {
  return ArrayBuffer.isView(value) && (value as AnyTypedArray)[Symbol.toStringTag] in typesOfArrays;
}

function typeOf(values: AnyTypedArray): DType {
  return typesOfArrays[values[Symbol.toStringTag]] as DType;
}

/** An array whose buffer has gone to a worker is empty without a word. */
function checkAttached(owner: string, { buffer, length }: AnyTypedArray): void {
  if (length > 0) return;
  try {
    new Uint8Array(buffer, 0, 0);
  } catch {
    throw new DataError(`${owner} expects an array with its buffer (received one whose buffer is detached)`);
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
  readonly convert: (values: ArrayLike<unknown>) => ArrayLike<unknown>;
}

const rules: Readonly<Record<DType, ElementRule>> = {
  float32: {
    expected: 'float32 values',
    holds: (value) => typeof value === 'number' || typeof value === 'boolean',
    convert: (values) => (values instanceof Float32Array ? values : Float32Array.from(values, Number)),
  },
  int32: {
    expected: 'int32 values, integers from -2^31 to 2^31 - 1',
    holds: (value) => typeof value === 'boolean' || (typeof value === 'number' && value === (value | 0)),
    convert: (values) => (values instanceof Int32Array ? values : Int32Array.from(values, Number)),
  },
  bool: {
    expected: 'bool values, or 0 and 1',
    holds: (value) => typeof value === 'boolean' || value === 0 || value === 1,
    convert: (values) => Uint8Array.from(values, Number),
  },
  string: {
    expected: 'string values',
    holds: (value) => typeof value === 'string',
    convert: (values) => values,
  },
};

/**
 * Elements as a backend takes those of a type.
 *
 * @throws DataError that names the place of one which is not of the type, or would have to be rounded.
 */
export function convertElements(owner: string, { shape, values }: Elements, dtype: DType): ArrayLike<unknown> {
  const { expected, holds, convert } = rules[dtype];
  const isRight = (dtype === 'float32' && isTyped(values)) || (dtype === 'int32' && values instanceof Int32Array);
  const wrong = isRight ? -1 : Array.prototype.findIndex.call(values, (value) => !holds(value));
  if (wrong < 0) return convert(values);
  throw new DataError(`${owner} expects ${expected} (received ${received(values[wrong])} at ${placeIn(shape, wrong)})`);
}

/** The place of an element by its index among all: `[1, 0]`. */
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
  return `[${place.join(', ')}]`;
}
