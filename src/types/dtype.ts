/** The element types that tensors of a graph have. */
export type DType = NumericType | 'string';

/** Those whose elements are numbers, or true and false. */
export type NumericType = 'float32' | 'int32' | 'bool';

/** All of them, for the checks of arguments. */
export const numericTypes: readonly NumericType[] = ['float32', 'int32', 'bool'];
