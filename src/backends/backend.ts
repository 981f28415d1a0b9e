import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received, StateError } from '../errors.js';
import * as cpuReplacements from './cpu/kernels.js';
import { registerGradients } from './gradient-rules.js';
import { replaceKernels } from './kernel.js';
import {
  type BackendName,
  type BackendOptions,
  backendNames,
  loadBackend,
  registeredName,
  setPlatform,
  withoutGreeting,
  withoutListeners,
} from './load-backend.js';
import { nativeReplacements } from './native.js';
import { isNode } from './node-modules.js';
import { checkBinaries, type WasmBinaries, type WasmBinary, type WasmBinaryName } from './wasm/binaries.js';
import { floatsOf } from './wasm/heap.js';
import { installKernels } from './wasm/install-kernels.js';
import { startFailure } from './wasm/load-wasm.js';
import { guardMemory, requireMemory } from './wasm/memory-guard.js';
import { addOwnKernels, ownKernels } from './wasm/own-kernels.js';

export type { BackendName, BackendOptions, WasmBinaries, WasmBinary, WasmBinaryName };

const defaultBackend: BackendName = 'wasm';

/** The activation that is done or under way, so that concurrent calls share one; none, if the last one failed. */
let activation: Promise<void> | undefined;

/**
 * Chooses where models run, and prepares it: loads the backend, its gradients, and our own kernels where TensorFlow.js'
 * are missing or wrong.
 *
 * Tensors move to the chosen backend when they are next used; models need not be made anew. If the backend does not
 * start, the one before stays.
 *
 * @param name `wasm` by default.
 * @returns The name of the backend.
 * @throws ArgumentError if the name is none of the backends', or its package is not installed.
 * @throws StateError if the backend does not start here.
 *
 * @example
 * await setBackend('wasm', { binaries: '/static/tupleflow/' });
 */
export async function setBackend(
  name: BackendName = defaultBackend,
  options: BackendOptions = {},
): Promise<BackendName> {
  setPlatform();
  const previous = activation;
  const next = (async () => {
    await previous?.catch(() => undefined);
    await activate(name, options);
  })();
  activation = next;
  try {
    await next;
    return name;
  } catch (error) {
    if (activation === next) activation = undefined;
    throw error;
  }
}

/**
 * Resolves when a backend can be used.
 *
 * That is the one which `setBackend` chose, or which the program has activated with TensorFlow.js' own `setBackend`, or
 * else the default: WebAssembly, and `cpu`, with a warning, where it does not start.
 *
 * Models wait for it themselves; a program does before it computes with tensors.
 *
 * @returns The name of that backend; `undefined`, if it is one of the program's own.
 *
 * @example
 * if ((await ready()) === 'cpu') console.log('Training will be slow here.');
 */
export function ready(): Promise<BackendName | undefined> {
  return prepared(true);
}

/** {@link ready} for what runs kernels of the library only: a page need not load the others. */
export async function readyForModels(): Promise<void> {
  await prepared(isNode());
}

async function prepared(withAllKernels: boolean): Promise<BackendName | undefined> {
  setPlatform();
  activation ??= tf.getBackend() ? prepare() : activateDefault();
  await activation;
  registerGradients();
  // The program may have switched by TensorFlow.js' own setBackend since.
  if (tf.getBackend() === 'wasm') await prepareWasm(withAllKernels);
  return backendName();
}

/** The active backend; `undefined`, if there is none yet, or one of the program's own. */
export function backendName(): BackendName | undefined {
  return backendNames.find((name) => registeredName(name) === tf.getBackend());
}

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

/** Whether the active backend has a kernel that TensorFlow.js does not know, such as that for all steps of a recurrent layer. */
export function hasOwnKernel(kernelName: string): boolean {
  if (tf.getKernel(kernelName, tf.getBackend()) === undefined) return false;
  return tf.getBackend() !== 'wasm' || ownKernels(tf.backend() as BackendWasm) !== undefined;
}

async function activate(name: BackendName, options: BackendOptions = {}): Promise<void> {
  if (!backendNames.includes(name)) {
    throw new ArgumentError(`setBackend expects one of '${backendNames.join("', '")}' (received ${received(name)})`);
  }
  checkBackendOptions(name, options);
  const before = tf.getBackend();
  await loadBackend(name, options);
  if (!(await withoutListeners(() => tf.setBackend(registeredName(name))))) {
    if (before) await tf.setBackend(before);
    const cause = name === 'wasm' ? startFailure() : undefined;
    const reason = cause instanceof Error ? cause.message : 'the warning above says why';
    throw new StateError(`setBackend expects a backend that starts here (received '${name}'; ${reason})`, { cause });
  }
  await prepare();
}

function checkBackendOptions(name: BackendName, options: BackendOptions): void {
  const isRecord = typeof options === 'object' && options !== null && !Array.isArray(options);
  const known = name === 'wasm' ? ['binaries'] : [];
  const unknown = isRecord ? Object.keys(options).find((option) => !known.includes(option)) : undefined;
  if (!isRecord || unknown !== undefined) {
    const expected = known.length > 0 ? `no options but '${known.join("', '")}'` : 'no options';
    throw new ArgumentError(`setBackend expects ${expected} for '${name}' (received ${received(unknown ?? options)})`);
  }
  checkBinaries('setBackend: binaries', options.binaries);
}

/** Adds to the active backend what TensorFlow.js leaves out. */
async function prepare(): Promise<void> {
  await tf.ready();
  registerGradients();
  if (tf.getBackend() === 'wasm') await prepareWasm(isNode());
  if (['webgl', 'webgpu'].includes(tf.getBackend())) (await import('./graphics.js')).prepareGraphics();
  if (tf.getBackend() === 'tensorflow') replaceKernels('tensorflow', nativeReplacements);
  if (tf.getBackend() === 'cpu') {
    withoutGreeting(tf.backend());
    replaceKernels('cpu', cpuReplacements);
  }
}

async function prepareWasm(withAllKernels: boolean): Promise<void> {
  await addOwnKernels(tf.backend() as BackendWasm);
  await installKernels(withAllKernels);
  guardMemory(tf.backend() as BackendWasm);
}

async function activateDefault(): Promise<void> {
  try {
    await activate(defaultBackend);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(`tupleflow runs on the slow backend 'cpu', because '${defaultBackend}' does not start: ${reason}`);
    await activate('cpu');
  }
}
