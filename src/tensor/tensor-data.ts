import * as tf from '@tensorflow/tfjs-core';
import { ownCopy } from './tensor.js';

/** A tensor of numbers as plain data. */
export interface TensorData {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** Tensors as data, as they are at the moment of the call. */
export async function readTensors(tensors: readonly tf.Tensor[]): Promise<readonly TensorData[]> {
  // Copies, which share memory: the tensors may be freed while they are read.
  const copies = tf.tidy(() => tensors.map(ownCopy));
  try {
    return await Promise.all(
      copies.map(async (copy) => {
        const values = (await copy.data()) as Float32Array | Int32Array | Uint8Array;
        return { shape: [...copy.shape], dtype: copy.dtype as TensorData['dtype'], values: values.slice() };
      }),
    );
  } finally {
    tf.dispose(copies);
  }
}

/** A tensor of data, which belongs to the caller. */
export function tensorOf({ shape, dtype, values }: TensorData): tf.Tensor {
  return tf.tensor(values, [...shape], dtype);
}
