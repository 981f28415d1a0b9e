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
  backendOfEnvironment,
  checkBackendOptions,
  loadBackend,
  registeredName,
  setPlatform,
  withoutGreeting,
  withoutListeners,
} from './load-backend.js';
import { isMissingPackage, nativeReplacements } from './native.js';
import { isNode } from './node-modules.js';
import type { WasmBinaries, WasmBinary, WasmBinaryName } from './wasm/binaries.js';
import { installKernels } from './wasm/install-kernels.js';
import { startFailure } from './wasm/load-wasm.js';
import { guardMemory } from './wasm/memory-guard.js';
import { addOwnKernels } from './wasm/own-kernels.js';

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
 * else the one that the environment variable `TUPLEFLOW_BACKEND` names, or else the default: TensorFlow's native library where
 * `@tensorflow/tfjs-node` is installed, which is told once; WebAssembly elsewhere; and `cpu`, with a warning, where that does not
 * start.
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

/** Starts the native backend where its package is installed; tells once that it has, or why it does not. */
async function activateNative(): Promise<boolean> {
  if (!isNode()) return false;
  try {
    await activate('node');
  } catch (error) {
    const isInstalled = error instanceof Error && !isMissingPackage(error.cause);
    if (isInstalled) console.warn(`tupleflow runs on the backend '${defaultBackend}': ${error.message}`);
    return false;
  }
  console.warn(
    "tupleflow runs on TensorFlow's native library, because @tensorflow/tfjs-node is installed; " +
      `setBackend('${defaultBackend}') or TUPLEFLOW_BACKEND=${defaultBackend} chooses another backend`,
  );
  return true;
}

async function prepareWasm(withAllKernels: boolean): Promise<void> {
  await addOwnKernels(tf.backend() as BackendWasm);
  await installKernels(withAllKernels);
  guardMemory(tf.backend() as BackendWasm);
}

async function activateDefault(): Promise<void> {
  const chosen = backendOfEnvironment();
  if (chosen !== undefined) return activate(chosen);
  if (await activateNative()) return;
  try {
    await activate(defaultBackend);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(`tupleflow runs on the slow backend 'cpu', because '${defaultBackend}' does not start: ${reason}`);
    await activate('cpu');
  }
}
