import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';

/** What TensorFlow.js calls a kernel of the WebAssembly backend with. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: BackendWasm;
}

/** Types a kernel for TensorFlow.js' registry, which knows inputs, attributes and backend only as objects. */
export function defineKernel<Inputs, Attributes = object, Output extends TensorInfo | TensorInfo[] = TensorInfo>(
  run: (call: KernelCall<Inputs, Attributes>) => Output,
): KernelFunc {
  // The registry's own type says nothing of what a kernel is called with.
  return run as unknown as KernelFunc;
}

/** Runs TensorFlow.js' own kernel, of one output. */
export function runStock<Inputs, Attributes>(stock: KernelFunc, call: KernelCall<Inputs, Attributes>): TensorInfo {
  return stock(call as unknown as Parameters<KernelFunc>[0]) as TensorInfo;
}
