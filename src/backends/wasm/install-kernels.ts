import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type {
  BackendValues,
  DataType,
  KernelConfig,
  KernelFunc,
  NamedTensorInfoMap,
  TensorInfo,
} from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../../errors.js';
import * as cpuReplacements from '../cpu/kernels.js';
import type { Replacement as Replace } from '../kernel.js';
import { withoutGreeting } from '../load-backend.js';
import { withoutRemains } from './memory-guard.js';
import { byReference, onlyIf } from './replacement.js';
import { replacements } from './replacements.js';

/** The kernels that are run, once they are known. */
let installed: Promise<readonly KernelConfig[]> | undefined;

/**
 * Puts our kernels in place of those that the WebAssembly backend lacks, or has wrong or slow; again, if a package of
 * TensorFlow.js that was imported later has registered its own.
 */
export async function installKernels(): Promise<void> {
  installed ??= kernels();
  for (const config of await installed) {
    const { kernelName, kernelFunc } = config;
    const registered = tf.getKernel(kernelName, 'wasm');
    if (registered?.kernelFunc === kernelFunc) continue;
    if (registered) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel(config);
  }
}

/** All kernels for WebAssembly: ours, stock ones, and those that only the cpu backend has, over copies of the inputs. */
async function kernels(): Promise<readonly KernelConfig[]> {
  const { MathBackendCPU: Scratch, kernelConfigs } = await import('#cpu-backend');
  const replaced: Readonly<Record<string, Replace>> = cpuReplacements;
  const references = new Map(
    kernelConfigs.map(({ kernelName, kernelFunc }) => [
      kernelName,
      referenceKernel(replaced[kernelName]?.(kernelFunc) ?? kernelFunc, () => withoutGreeting(new Scratch())),
    ]),
  );
  const names = [
    ...Object.keys(replacements),
    ...references.keys(),
    ...tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName),
  ];
  return [...new Set(names)].map((kernelName) => {
    const stock = tf.getKernel(kernelName, 'wasm');
    const reference = references.get(kernelName) ?? missing(kernelName);
    const replace = replacements[kernelName] ?? (stock ? onlyIf() : byReference);
    const kernelFunc = withoutRemains(replace(stock?.kernelFunc ?? reference, reference));
    return { ...stock, kernelName, backendName: 'wasm', kernelFunc };
  });
}

/** A cpu backend for one call: what it holds goes with it. */
type Scratch = MathBackendCPU;

/** The kernel for inputs for which the stock one is not right, where the cpu backend has none. */
function missing(kernelName: string): KernelFunc {
  return () => {
    throw new StateError(`backend 'wasm' expects inputs for which it has a kernel (received a call of ${kernelName})`);
  };
}

/**
 * A kernel of the cpu backend, over copies of the inputs: right by definition, and slow.
 *
 * @param makeScratch an empty cpu backend.
 */
function referenceKernel(kernelFunc: KernelFunc, makeScratch: () => Scratch): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as BackendWasm;
    const scratch = makeScratch();
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
