type IntegerArray = Int8Array | Int16Array | Int32Array | Uint8Array | Uint8ClampedArray | Uint16Array | Uint32Array;

type FloatArray = Float32Array | Float64Array;

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
