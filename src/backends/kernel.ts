import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';

/** What TensorFlow.js calls a kernel of a backend with. */
export interface KernelCall<Inputs, Attributes, Backend = BackendWasm> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: Backend;
}

/** Types a kernel for TensorFlow.js' registry, which knows inputs, attributes and backend only as objects. */
export function defineKernel<
  Inputs,
  Attributes = object,
  Output extends TensorInfo | TensorInfo[] = TensorInfo,
  Backend = BackendWasm,
>(run: (call: KernelCall<Inputs, Attributes, Backend>) => Output): KernelFunc {
  // The registry's own type says nothing of what a kernel is called with.
  return run as unknown as KernelFunc;
}

/** Runs TensorFlow.js' own kernel, of one output. */
export function runStock<Inputs, Attributes, Backend>(
  stock: KernelFunc,
  call: KernelCall<Inputs, Attributes, Backend>,
): TensorInfo {
  return stock(call as unknown as Parameters<KernelFunc>[0]) as TensorInfo;
}
