import { DataError, type Received, received } from '../errors.js';
import type { DType } from '../types/dtype.js';
import { fill } from '../types/mismatch.js';

type IntegerArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array;

type FloatArray = Float32Array | Float64Array;

/** Numbers without a shape of their own: they fill the shape that is asked for. */
export type TypedArray = FloatArray | IntegerArray;

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

/** Whether a value is a {@link TypedArray}. Arrays of another page or worker count too, other views of memory do not. */
export function isTypedArray(given: unknown): given is TypedArray {
  return typeOfArray(given) !== undefined;
}

/** The type of the elements of a typed array. */
export function typeOfArray(given: unknown): DType | undefined {
  if (!ArrayBuffer.isView(given)) return undefined;
  const name = (given as Partial<Float32Array>)[Symbol.toStringTag] ?? '';
  return Object.hasOwn(typesOfArrays, name) ? typesOfArrays[name] : undefined;
}

/** Numbers for a tensor: flat, or nested as deep as the tensor has axes. */
export type TensorValues = ArrayLike<number> | NestedNumbers;

/** Arrays of arrays of numbers or booleans. */
export type NestedNumbers = readonly (number | boolean | ArrayLike<number> | NestedNumbers)[];

/** Arrays of arrays of strings. */
export type NestedStrings = readonly (string | NestedStrings)[];

/** The shape that nested arrays have, as far as their type says: its rank. (No tensor has more axes than six.) */
export type NestedShape<Values, Axes extends readonly unknown[] = []> = Axes['length'] extends 6
  ? number[]
  : Values extends readonly (infer Item)[]
    ? Item extends number | boolean | string
      ? [number]
      : [number, ...NestedShape<Item, [...Axes, unknown]>]
    : Values extends ArrayLike<number>
      ? [number]
      : number[];

/** The element type of values, where no other is asked for. */
export type TypeOfValues<Values> = [TypeOfItems<Values>] extends [never] ? 'float32' : TypeOfItems<Values>;

type TypeOfItems<Values, Axes extends readonly unknown[] = []> = Axes['length'] extends 6
  ? never
  : Values extends readonly (infer Item)[]
    ? TypeOfItems<Item, [...Axes, unknown]>
    : Values extends number | FloatArray
      ? 'float32'
      : Values extends boolean
        ? 'bool'
        : Values extends string
          ? 'string'
          : Values extends IntegerArray
            ? 'int32'
            : Values extends ArrayLike<number>
              ? 'float32' | 'int32'
              : never;

export const dataForm = '{argument} expects {expected} (received {received})';

/** Throws where data is not in the form that is asked for. */
export function rejectForm(argument: string, expected: string, received: string): never {
  throw new DataError(fill(dataForm, { argument, expected, received }));
}

/** What is given as data, as far as the compiler knows it: the twin of {@link describe}. */
export type Described<Given> = Given extends readonly unknown[]
  ? `a list of ${Given['length']}`
  : Given extends TypedArray
    ? 'a typed array'
    : Received<Given> extends 'a tensor'
      ? typeof withoutValues
      : Received<Given>;

const withoutValues = 'a tensor of the graph, which has no values';

/** What is given as data, in the `(received …)` of a message: `'text'`, `null`, `a Promise`, `a list of 2`. */
export function describe(given: unknown): string {
  if (Array.isArray(given)) return `a list of ${given.length}`;
  if (isTypedArray(given)) return 'a typed array';
  const shown = received(given);
  return shown === 'a tensor' ? withoutValues : shown;
}
