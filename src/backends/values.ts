import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { floatsOf } from './wasm/heap.js';
import { requireMemory } from './wasm/memory-guard.js';

/** The values of a tensor of numbers in memory that belongs to the caller: no later use of the tensor changes them. */
export async function ownValues(tensor: tf.Tensor): Promise<Float32Array> {
  const values = await tensor.data();
  const backend = tf.backend() as Partial<BackendWasm>;
  // What is read of the memory of WebAssembly is a copy already; other backends may give their own memory.
  const isCopy = tf.getBackend() === 'wasm' && backend.dataIdMap?.has(tensor.dataId) === true;
  return isCopy && values instanceof Float32Array ? values : new Float32Array(values);
}

/**
 * What fills memory with the bytes of a tensor of float32, from one of them on: at once where they lie in the memory of
 * WebAssembly, of which nothing is held in between; else all values are read, and held until the last has been copied.
 */
export function bytesReader(tensor: tf.Tensor): (target: Uint8Array, start: number) => void | Promise<void> {
  let bytes: Uint8Array | undefined;
  return (target, start) => {
    const end = start + target.length;
    const backend = tf.backend() as Partial<BackendWasm>;
    if (tf.getBackend() === 'wasm' && backend.dataIdMap?.has(tensor.dataId) === true) {
      const { buffer, byteOffset } = floatsOf(backend as BackendWasm, tensor);
      return target.set(new Uint8Array(buffer, byteOffset + start, target.length));
    }
    return (async () => {
      const { buffer, byteOffset, byteLength } = bytes ?? (await tensor.data());
      bytes = end < byteLength ? new Uint8Array(buffer, byteOffset, byteLength) : undefined;
      target.set(new Uint8Array(buffer, byteOffset + start, target.length));
    })();
  };
}

/** @throws MemoryError if the active backend is known not to have so many bytes more. */
export function requireBytes(bytes: number): void {
  if (tf.getBackend() === 'wasm') requireMemory(tf.backend() as BackendWasm, bytes);
}
