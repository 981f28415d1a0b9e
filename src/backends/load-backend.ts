import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import { loadNodeBackend } from './native.js';
import { isNode } from './node-modules.js';
import { checkBinaries, type WasmBinaries } from './wasm/binaries.js';
import { loadWasmBackend } from './wasm/load-wasm.js';

/**
 * Where a model can run.
 *
 * - `wasm`: WebAssembly with SIMD, in Node and in browsers; the default.
 * - `node`: TensorFlow's native library, from the optional package `@tensorflow/tfjs-node`; the default where that is installed.
 * - `webgpu`, `webgl`: a browser's graphics card, once `@tensorflow/tfjs-backend-webgpu` or `-webgl` has been imported.
 * - `cpu`: plain JavaScript; slow, a reference for numbers.
 */
export type BackendName = 'wasm' | 'node' | 'webgpu' | 'webgl' | 'cpu';

/** How a backend is started. */
export interface BackendOptions {
  /**
   * Where the binaries of backend `wasm` are: the URL of a folder that has the `.wasm` files of the package, or the URL,
   * the bytes or the compiled module of each, by the name of its file. By default they are next to the library's own
   * modules, where bundlers find them, and where those leave them out, a copy in JavaScript is loaded.
   */
  readonly binaries?: WasmBinaries;
}

/** How a backend comes to be registered with TensorFlow.js, and the name that it has there. */
interface BackendSource {
  readonly registeredName: string;
  readonly load: (options: BackendOptions) => Promise<unknown>;
}

const sources: Readonly<Record<BackendName, BackendSource>> = {
  wasm: { registeredName: 'wasm', load: ({ binaries }) => loadWasmBackend(binaries) },
  node: { registeredName: 'tensorflow', load: loadNodeBackend },
  webgpu: { registeredName: 'webgpu', load: () => expectImported('webgpu') },
  webgl: { registeredName: 'webgl', load: () => expectImported('webgl') },
  cpu: { registeredName: 'cpu', load: loadCpuBackend },
};

/** The names that `setBackend` takes. */
export const backendNames: readonly BackendName[] = Object.keys(sources) as BackendName[];

/**
 * The backend that the environment of the process asks for, for programs that choose none.
 *
 * @throws ArgumentError if there is no such backend.
 */
export function backendOfEnvironment(): BackendName | undefined {
  const named = isNode() ? process.env.TUPLEFLOW_BACKEND : undefined;
  if (named === undefined || named === '') return undefined;
  const found = backendNames.find((name) => name === named);
  if (found !== undefined) return found;
  throw new ArgumentError(
    `The environment variable TUPLEFLOW_BACKEND expects one of '${backendNames.join("', '")}' (received ${received(named)})`,
  );
}

/** @throws ArgumentError if options are not those of a backend. */
export function checkBackendOptions(name: BackendName, options: BackendOptions): void {
  const isRecord = typeof options === 'object' && options !== null && !Array.isArray(options);
  const known = name === 'wasm' ? ['binaries'] : [];
  const unknown = isRecord ? Object.keys(options).find((option) => !known.includes(option)) : undefined;
  if (!isRecord || unknown !== undefined) {
    const expected = known.length > 0 ? `no options but '${known.join("', '")}'` : 'no options';
    throw new ArgumentError(`setBackend expects ${expected} for '${name}' (received ${received(unknown ?? options)})`);
  }
  checkBinaries('setBackend: binaries', options.binaries);
}

/** The name that a backend has in TensorFlow.js' registry. */
export function registeredName(name: BackendName): string {
  return sources[name].registeredName;
}

/**
 * Makes a backend's factory and kernels known to TensorFlow.js, importing its package if nobody has.
 *
 * @throws ArgumentError if the package is not installed, or has to be imported by the program itself.
 */
export async function loadBackend(name: BackendName, options: BackendOptions): Promise<void> {
  const { registeredName, load } = sources[name];
  if (options.binaries !== undefined || !tf.findBackendFactory(registeredName)) await load(options);
}

async function loadCpuBackend(): Promise<void> {
  const [{ MathBackendCPU, kernelConfigs }, { cpuConfigs }] = await Promise.all([
    import('#cpu-backend'),
    import('#rare-kernels'),
  ]);
  for (const config of [...kernelConfigs, ...cpuConfigs]) tf.registerKernel(config);
  tf.registerBackend('cpu', () => new MathBackendCPU(), 1);
}

/** Only the program's own bundler can find the package of a browser's backend. */
async function expectImported(name: BackendName): Promise<never> {
  const backendPackage = `@tensorflow/tfjs-backend-${name}`;
  throw new ArgumentError(
    `setBackend expects the package of backend '${name}' to be imported first: npm install ${backendPackage}, and ` +
      `import '${backendPackage}' (received no such backend)`,
  );
}

/** The cpu backend otherwise meets its first tensor, in Node, with the advice to install another. */
export function withoutGreeting<Backend extends tf.KernelBackend>(backend: Backend): Backend {
  (backend as { firstUse?: boolean }).firstUse = false;
  return backend;
}

const events = ['uncaughtException', 'unhandledRejection'] as const;

type Listener = (...values: never[]) => void;

/** The members used of Node's `process`. */
interface Emitter {
  listeners(event: string): readonly Listener[];
  removeListener(event: string, listener: Listener): void;
}

/**
 * Starts something, without the listeners for the program's uncaught errors that it leaves: those of the WebAssembly
 * module throw them again from its own file, and Node prints all of it.
 */
export async function withoutListeners<Result>(start: () => Promise<Result>): Promise<Result> {
  const program = typeof process === 'undefined' ? undefined : (process as unknown as Partial<Emitter>);
  if (!isEmitter(program)) return start();
  const before = events.map((event) => new Set(program.listeners(event)));
  const result = await start();
  events.forEach((event, index) => {
    for (const listener of program.listeners(event)) {
      if (!before[index]?.has(listener)) program.removeListener(event, listener);
    }
  });
  return result;
}

function isEmitter(program: Partial<Emitter> | undefined): program is Emitter {
  return typeof program?.listeners === 'function' && typeof program.removeListener === 'function';
}

/** Gives TensorFlow.js the functions of the platform, where it knows none: in a bundle, or a runtime that is no browser. */
export function setPlatform(): void {
  // The type does not say that there may be none.
  const { platform } = tf.env() as { readonly platform?: unknown };
  if (platform) return;
  tf.env().setPlatform('tupleflow', {
    fetch: (path, init, options) => fetch(path, { ...init, ...options }),
    now: () => performance.now(),
    encode: (text) => new TextEncoder().encode(text),
    decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
    setTimeoutCustom: (action, delay) => void setTimeout(action, delay),
    isTypedArray: (value): value is Float32Array | Int32Array | Uint8Array | Uint8ClampedArray =>
      [Float32Array, Int32Array, Uint8Array, Uint8ClampedArray].some((type) => value instanceof type),
  });
}
