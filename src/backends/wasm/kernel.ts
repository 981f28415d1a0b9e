import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';

/** What TensorFlow.js calls a kernel of the WebAssembly backend with. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: BackendWasm;
}

/** Types a kernel for TensorFlow.js' registry, which knows inputs, attributes and backend only as objects. */
export function defineKernel<Inputs, Attributes = object>(
  run: (call: KernelCall<Inputs, Attributes>) => TensorInfo,
): KernelFunc {
  // The registry's own type says nothing of what a kernel is called with: the one cast that all kernels share.
  return run as unknown as KernelFunc;
}
