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

/** The kernels that are run, once they are known: those that the library runs, and others that programs may. */
let installed: Promise<readonly KernelConfig[]> | undefined;
let rarelyInstalled: Promise<readonly KernelConfig[]> | undefined;

/**
 * Puts our kernels in place of those that the WebAssembly backend lacks, or has wrong or slow; again, if a package of
 * TensorFlow.js that was imported later has registered its own.
 *
 * @param all also kernels that nothing in the library runs; without them, who runs one is told how to load it.
 */
export async function installKernels(all: boolean): Promise<void> {
  installed ??= libraryKernels();
  const configs = await installed;
  if (all) rarelyInstalled ??= rareKernels();
  const others = rarelyInstalled && (await rarelyInstalled);
  const loaded = new Set(others?.map(({ kernelName }) => kernelName));
  register([...configs.filter(({ kernelName }) => !loaded.has(kernelName)), ...(others ?? [])]);
}

function register(configs: readonly KernelConfig[]): void {
  for (const config of configs) {
    const registered = tf.getKernel(config.kernelName, 'wasm');
    if (registered?.kernelFunc === config.kernelFunc) continue;
    if (registered) tf.unregisterKernel(config.kernelName, 'wasm');
    tf.registerKernel(config);
  }
}

async function libraryKernels(): Promise<readonly KernelConfig[]> {
  const { MathBackendCPU, kernelConfigs } = await import('#cpu-backend');
  const { rareKernelNames } = await import('#wasm-backend');
  const stock = tf.getKernelsForBackend('wasm');
  const kernels = installable([...stock, ...kernelConfigs], kernelConfigs, MathBackendCPU);
  const others = rareKernelNames.filter((kernelName) => !tf.getKernel(kernelName, 'wasm'));
  return [
    ...kernels,
    ...others.map((kernelName) => ({ kernelName, backendName: 'wasm', kernelFunc: unloaded(kernelName) })),
  ];
}

function unloaded(kernelName: string): KernelFunc {
  return () => {
    throw new StateError(
      `backend 'wasm' expects \`await ready()\` before operations of TensorFlow.js that no layer uses (received ${kernelName})`,
    );
  };
}

/** The other kernels; functions of the module that run them are found here, for the backend has started. */
async function rareKernels(): Promise<readonly KernelConfig[]> {
  const [{ MathBackendCPU }, { cpuConfigs, wasmConfigs }] = await Promise.all([
    import('#cpu-backend'),
    import('#rare-kernels'),
  ]);
  for (const { kernelName } of cpuConfigs)
    if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  register(wasmConfigs);
  for (const { setupFunc } of wasmConfigs) setupFunc?.(tf.backend());
  return installable([...wasmConfigs, ...cpuConfigs], cpuConfigs, MathBackendCPU);
}

/** Kernels by their names: ours, stock ones, and those that only the cpu backend has, over copies of the inputs. */
function installable(
  named: readonly Pick<KernelConfig, 'kernelName'>[],
  cpuConfigs: readonly KernelConfig[],
  Scratch: typeof MathBackendCPU,
): readonly KernelConfig[] {
  const replaced: Readonly<Record<string, Replace>> = cpuReplacements;
  const references = new Map(
    cpuConfigs.map(({ kernelName, kernelFunc }) => [
      kernelName,
      referenceKernel(replaced[kernelName]?.(kernelFunc) ?? kernelFunc, () => withoutGreeting(new Scratch())),
    ]),
  );
  return [...new Set(named.map(({ kernelName }) => kernelName))].map((kernelName) => {
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
