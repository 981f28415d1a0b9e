import type { DType } from './dtype.js';

/** The element type of what is made of several tensors: `float32` where one of them is, else `int32` where one is. */
export type CommonType<Types> = Types extends readonly DType[]
  ? 'float32' extends Types[number]
    ? 'float32'
    : 'int32' extends Types[number]
      ? 'int32'
      : 'bool'
  : 'float32';

export function commonType(types: readonly DType[]): DType {
  return types.includes('float32') ? 'float32' : types.includes('int32') ? 'int32' : 'bool';
}
