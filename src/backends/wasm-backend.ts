import { importOptional } from './import-optional.js';

/** What is used of Node's modules, which a browser's bundler must not look for. */
interface NodeModules {
  readonly module: { createRequire(url: string): { resolve(specifier: string): string } };
  readonly path: { dirname(file: string): string; readonly sep: string };
}

const wasmPackage = '@tensorflow/tfjs-backend-wasm';

/** Imports the WebAssembly backend, and, in Node, tells it where in its package its binaries are. */
export async function loadWasmBackend(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (typeof process === 'undefined' || !process.versions?.node) return;
  const [{ createRequire }, { dirname, sep }] = await Promise.all([
    importOptional<NodeModules['module']>('node:module'),
    importOptional<NodeModules['path']>('node:path'),
  ]);
  setWasmPaths(dirname(createRequire(import.meta.url).resolve(wasmPackage)) + sep);
}
