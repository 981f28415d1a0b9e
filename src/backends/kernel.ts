import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The arguments with which TensorFlow.js calls a kernel of a backend. */
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
  // The registry's own type does not describe the arguments of a kernel.
  return run as unknown as KernelFunc;
}

/** Runs TensorFlow.js' own kernel, of one output. */
export function runStock<Inputs, Attributes, Backend>(
  stock: KernelFunc,
  call: KernelCall<Inputs, Attributes, Backend>,
): TensorInfo {
  return stock(call as unknown as Parameters<KernelFunc>[0]) as TensorInfo;
}

/** Makes the kernel to use from the one that TensorFlow.js has under its name. */
export type Replacement = (stock: KernelFunc) => KernelFunc;

/** The kernels that have been replaced. */
const replaced = new WeakSet<KernelFunc>();

/** Puts kernels of ours in place of a backend's own; each once. */
export function replaceKernels(backendName: string, replacements: Readonly<Record<string, Replacement>>): void {
  for (const [kernelName, replace] of Object.entries(replacements)) {
    const stock = tf.getKernel(kernelName, backendName);
    if (replaced.has(stock.kernelFunc)) continue;
    const kernelFunc = replace(stock.kernelFunc);
    replaced.add(kernelFunc);
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ ...stock, kernelFunc });
  }
}
