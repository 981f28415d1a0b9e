import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { BackendValues, DataType, KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as cpuReplacements from '../cpu/kernels.js';
import { replaceKernels } from '../kernel.js';
import { withoutGreeting } from '../load-backend.js';
import { withoutRemains } from './memory-guard.js';
import { byReference, onlyIf } from './replacement.js';
import { replacements } from './replacements.js';

let installation: Promise<void> | undefined;

/** Puts our kernels in place of those that the WebAssembly backend lacks, or has wrong or slow; once. */
export function installKernels(): Promise<void> {
  installation ??= install();
  return installation;
}

async function install(): Promise<void> {
  const { MathBackendCPU: Scratch } = await import('@tensorflow/tfjs-backend-cpu');
  // What is computed by reference is what the cpu backend computes here.
  replaceKernels('cpu', cpuReplacements);
  const makeScratch = () => withoutGreeting(new Scratch());
  const available = ['cpu', 'wasm'].flatMap((name) => tf.getKernelsForBackend(name));
  for (const kernelName of new Set([...Object.keys(replacements), ...available.map(({ kernelName }) => kernelName)])) {
    const stock = tf.getKernel(kernelName, 'wasm');
    const reference = referenceKernel(kernelName, makeScratch);
    const replace = replacements[kernelName] ?? (stock ? onlyIf() : byReference);
    if (stock) tf.unregisterKernel(kernelName, 'wasm');
    const kernelFunc = withoutRemains(replace(stock?.kernelFunc ?? reference, reference));
    tf.registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
  }
}

/** A cpu backend for one call: what it holds goes with it. */
type Scratch = MathBackendCPU;

/**
 * A kernel of the cpu backend, over copies of the inputs: right by definition, and slow.
 *
 * @param makeScratch an empty cpu backend, whose package has to be loaded by then.
 */
function referenceKernel(kernelName: string, makeScratch: () => Scratch): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as BackendWasm;
    const scratch = makeScratch();
    const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
    const outputs = kernelFunc({ inputs: copyIn(inputs, wasm, scratch), backend: scratch, attrs: attrs ?? {} });
    return Array.isArray(outputs)
      ? outputs.map((output) => copyOut(output, wasm, scratch))
      : copyOut(outputs, wasm, scratch);
  };
}

function copyIn(inputs: NamedTensorInfoMap, wasm: BackendWasm, scratch: Scratch): NamedTensorInfoMap {
  // Kernels of any number of tensors get a list, which has to stay one.
  const copies = (Array.isArray(inputs) ? [] : {}) as NamedTensorInfoMap;
  for (const [name, input] of Object.entries(inputs)) {
    if (!input) continue;
    const { shape, dtype, dataId } = input;
    copies[name] = scratch.makeTensorInfo(shape, dtype, wasm.readSync(dataId, 0, tf.util.sizeFromShape(shape)));
  }
  return copies;
}

function copyOut({ dataId, shape, dtype }: TensorInfo, wasm: BackendWasm, scratch: Scratch): TensorInfo {
  return wasm.makeOutput(shape, dtype, undefined, inOwnType(scratch.readSync(dataId), dtype));
}

/** The cpu backend is not strict about arrays: it stores whatever its kernels computed with. */
function inOwnType(values: BackendValues, dtype: DataType): BackendValues {
  if (dtype === 'float32' && !(values instanceof Float32Array)) return Float32Array.from(values as Int32Array);
  if (dtype === 'int32' && !(values instanceof Int32Array)) return Int32Array.from(values as Float32Array);
  if (dtype === 'bool' && !(values instanceof Uint8Array)) return Uint8Array.from(values as Int32Array);
  return values;
}
