/** Numbers without a shape of their own: they fill the shape that is asked for. */
export type TypedArray =
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Int16Array
  | Uint16Array
  | Uint32Array;

/** Arrays of arrays of numbers. */
export type NestedNumbers = readonly (number | TypedArray | NestedNumbers)[];

/** Arrays of arrays of strings. */
export type NestedStrings = readonly (string | NestedStrings)[];
