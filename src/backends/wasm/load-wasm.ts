import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../../errors.js';
import { compileBinary, type WasmBinaries } from './binaries.js';
import { addOwnKernels } from './own-kernels.js';

/** As high as that of TensorFlow.js' own registration, above the cpu backend. */
const priority = 2;

/** The backend that is known to TensorFlow.js: the binaries that the program has asked for, and whether it has started. */
let registration: { binaries: WasmBinaries | undefined; isStarted: boolean; failure?: unknown } | undefined;

/** Why the backend did not start when that was tried last, as far as it is known. */
export function startFailure(): unknown {
  return registration?.failure;
}

/**
 * Makes the WebAssembly backend known to TensorFlow.js; it starts with one thread, from the binary that suits the engine.
 *
 * @throws StateError if binaries are given when it has started, or is that of a package that the program imports.
 */
export async function loadWasmBackend(binaries?: WasmBinaries): Promise<void> {
  if (tf.findBackendFactory('wasm')) {
    if (binaries === undefined) return;
    if (!registration || registration.isStarted) {
      throw new StateError("setBackend expects binaries before backend 'wasm' has started (received them afterwards)");
    }
    registration.binaries = binaries;
    return;
  }
  const { BackendWasm, createModule, kernelConfigs } = await import('#wasm-backend');
  const current: NonNullable<typeof registration> = { binaries, isStarted: false };
  registration = current;
  for (const config of kernelConfigs) if (!tf.getKernel(config.kernelName, 'wasm')) tf.registerKernel(config);
  tf.registerBackend(
    'wasm',
    async () => {
      try {
        const hasSimd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
        const module = await compileBinary(hasSimd, current.binaries);
        const { wasm } = await start(module, createModule);
        const backend = new BackendWasm(wasm);
        await addOwnKernels(backend, current.binaries);
        current.isStarted = true;
        return backend;
      } catch (error) {
        current.failure = error;
        throw error;
      }
    },
    priority,
  );
}

type CreateModule = typeof import('#wasm-backend').createModule;

/** Starts a module. (In an object, for it has had a method `then`.) */
function start(module: WebAssembly.Module, createModule: CreateModule): Promise<Pick<BackendWasm, 'wasm'>> {
  return new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then((instance) => done(instance, module), reject);
        return {};
      },
    }).then((started) => {
      const { cwrap } = started;
      const wasm = Object.assign(started, {
        tfjs: {
          init: cwrap('init', null, []),
          initWithThreadsCount: cwrap('init_with_threads_count', null, ['number']),
          getThreadsCount: cwrap('get_threads_count', 'number', []),
          registerTensor: cwrap('register_tensor', null, ['number', 'number', 'number']),
          disposeData: cwrap('dispose_data', null, ['number']),
          dispose: cwrap('dispose', null, []),
        },
      });
      resolve({ wasm });
    }, reject);
  });
}
