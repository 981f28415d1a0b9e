import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, StateError } from '../errors.js';
import { registerGradients } from './gradients.js';
import { type BackendName, backendNames, loadBackend, registeredName } from './load-backend.js';
import { installKernels } from './wasm/install-kernels.js';

export type { BackendName };

const defaultBackend: BackendName = 'wasm';

/** The activation under way or done, so that concurrent calls of `ready` share one. */
let activation: Promise<void> | undefined;

/**
 * Chooses where models run, and prepares it: loads the backend, its gradients, and our own kernels where TensorFlow.js'
 * are missing or wrong.
 *
 * Tensors move to the chosen backend when they are next used; models need not be made anew.
 *
 * @param name `wasm` unless given.
 * @throws ArgumentError if the name is none of the backends', or its package is not installed.
 * @throws StateError if the backend does not start here.
 *
 * @example
 * await setBackend('node');
 */
export function setBackend(name: BackendName = defaultBackend): Promise<void> {
  activation = activate(name);
  return activation;
}

/**
 * Resolves when a backend can be used.
 *
 * That is the one which `setBackend` chose, or which the program has activated with TensorFlow.js' own `setBackend`, or
 * else the default: WebAssembly, and `cpu`, with a warning, where it does not start.
 */
export async function ready(): Promise<void> {
  activation ??= tf.getBackend() ? adopt() : activateDefault();
  await activation;
  // The program may have switched by TensorFlow.js' own setBackend since.
  if (tf.getBackend() === 'wasm') await installKernels();
}

/** The active backend, or `undefined` if there is none yet, or one of the program's own. */
export function backendName(): BackendName | undefined {
  return backendNames.find((name) => registeredName(name) === tf.getBackend());
}

async function activate(name: BackendName): Promise<void> {
  if (!backendNames.includes(name)) {
    throw new ArgumentError(`setBackend expects one of '${backendNames.join("', '")}' (received '${name}')`);
  }
  await loadBackend(name);
  if (!(await tf.setBackend(registeredName(name)))) {
    throw new StateError(`setBackend expects a backend that starts here (received '${name}', which does not)`);
  }
  await prepare();
}

async function adopt(): Promise<void> {
  await tf.ready();
  await prepare();
}

/** Adds to the active backend what TensorFlow.js leaves out. */
async function prepare(): Promise<void> {
  registerGradients();
  if (tf.getBackend() === 'wasm') await installKernels();
  // The cpu backend otherwise greets its first tensor with advice to install another.
  if (tf.getBackend() === 'cpu') (tf.backend() as { firstUse?: boolean }).firstUse = false;
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
