import fc from 'fast-check';
import {
  type ArrayType,
  arrayClasses,
  type NamedArray,
  type NumberArray,
} from '../../../src/io/formats/named-array.js';

const dtypes = Object.keys(arrayClasses) as readonly ArrayType[];

/** Values of a type: 0, 1, 2, ... for booleans 0 and 1. */
export function valuesOf(dtype: ArrayType, numbers: ArrayLike<number>): NumberArray['values'] {
  const values = new arrayClasses[dtype](numbers.length);
  values.set(numbers);
  return values;
}

/** Arrays of every type, of up to four axes. */
export const randomArray: fc.Arbitrary<NumberArray> = fc
  .record({ dtype: fc.constantFrom(...dtypes), shape: fc.array(fc.nat(4), { maxLength: 4 }), start: fc.nat(50) })
  .map(({ dtype, shape, start }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const numbers = Array.from({ length: count }, (_, index) => (dtype === 'bool' ? index % 2 : (index + start) % 120));
    return { shape, dtype, values: valuesOf(dtype, numbers) };
  });

/** Several of them, with names. */
export const randomArrays: fc.Arbitrary<readonly NamedArray[]> = fc.uniqueArray(
  fc
    .tuple(fc.stringMatching(/^[a-zé][a-z0-9_][a-z0-9_.:]{0,8}(\/[a-z0-9_]{1,5}){0,2}$/), randomArray)
    .map(([name, array]) => ({ name, ...array })),
  { maxLength: 6, selector: ({ name }) => name },
);

/** Arrays in the order of their names. */
export function byName(arrays: readonly NamedArray[]): readonly NamedArray[] {
  return [...arrays].sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** What `counting` of `scripts/golden_formats.py` makes of NumPy's types, and the types that they are read as. */
export const countingArrays: Readonly<Record<string, readonly [ArrayType, readonly number[]]>> = {
  f8: ['float64', [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]],
  f4: ['float32', [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]],
  f2: ['float32', [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]],
  i8: ['int32', [-2, -1, 0, 1, 2, 3]],
  i4: ['int32', [-2, -1, 0, 1, 2, 3]],
  i2: ['int16', [-2, -1, 0, 1, 2, 3]],
  i1: ['int8', [-2, -1, 0, 1, 2, 3]],
  u8: ['uint32', [0, 1, 2, 3, 4, 5]],
  u4: ['uint32', [0, 1, 2, 3, 4, 5]],
  u2: ['uint16', [0, 1, 2, 3, 4, 5]],
  u1: ['uint8', [0, 1, 2, 3, 4, 5]],
};
