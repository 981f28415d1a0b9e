import type { DType } from '../../types/dtype.js';
import type { Size } from './size.js';

/** The element types of ONNX that are written. */
export type OnnxType = 'float32' | 'int32' | 'int64' | 'bool';

/** The shape and the element type of a tensor of an ONNX graph. */
export interface OnnxSpec {
  readonly shape: readonly Size[];
  readonly type: OnnxType;
}

/** A tensor of an ONNX graph. */
export interface OnnxTensor extends OnnxSpec {
  readonly name: string;
}

/** The numbers of the types, which `TensorProto.DataType` lists. */
export const typeNumbers: Readonly<Record<OnnxType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

/** Numbers as the bytes of elements of a type. */
export function bytesOf(type: OnnxType, elements: ArrayLike<number>): Uint8Array {
  if (type === 'float32' && elements instanceof Float32Array) return viewOf(elements);
  if (type === 'float32') return viewOf(Float32Array.from(elements));
  if (type === 'int32') return viewOf(Int32Array.from(elements));
  if (type === 'bool') return Uint8Array.from(elements);
  return viewOf(BigInt64Array.from(Array.from(elements, (element) => BigInt(element))));
}

/** ONNX' type for one of the library's. */
export function onnxType(dtype: DType): OnnxType {
  return dtype as OnnxType;
}

/** The bytes of an array; little-endian, as all machines have them that run this. */
function viewOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
