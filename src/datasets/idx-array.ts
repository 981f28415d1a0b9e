/** The typed array that holds the elements of each type that IDX files know. */
export interface IdxData {
  readonly uint8: Uint8Array;
  readonly int8: Int8Array;
  readonly int16: Int16Array;
  readonly int32: Int32Array;
  readonly float32: Float32Array;
  readonly float64: Float64Array;
}

/** What an element of an IDX file can be. */
export type IdxType = keyof IdxData;

/** The contents of an IDX file: its elements in row-major order. Comparing `type` tells the typed array in `data`. */
export type IdxArray<Type extends IdxType = IdxType> = {
  [Each in Type]: { readonly type: Each; readonly shape: readonly number[]; readonly data: IdxData[Each] };
}[Type];
