/** The element types that tensors of a graph have. */
export type DType = 'float32' | 'int32' | 'bool';
