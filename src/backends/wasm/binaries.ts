import { ArgumentError, received, StateError } from '../../errors.js';
import { importOptional, isNode } from '../node-modules.js';

/** A module of WebAssembly, which programs have no type of that have neither a browser's types nor Node's. */
type CompiledModule = typeof globalThis extends {
  readonly WebAssembly: { readonly Module: { readonly prototype: infer Module } };
}
  ? Module
  : never;

/** The file of our own kernels: with SIMD, or with relaxed SIMD, which has fused multiply-add. */
type KernelBinaryName = 'tupleflow-simd.wasm' | 'tupleflow-relaxed-simd.wasm';

/** The file of a binary of WebAssembly. */
export type WasmBinaryName = 'tfjs-backend-wasm-simd.wasm' | 'tfjs-backend-wasm.wasm' | KernelBinaryName;

/** The files of the binaries, in the folder `dist` of the package: TensorFlow.js' with SIMD, and for engines that have none; and ours. */
const urls: Readonly<Record<WasmBinaryName, () => URL>> = {
  // Bundlers find the files by these very expressions. They are evaluated late, for some formats have no import.meta.url.
  'tfjs-backend-wasm-simd.wasm': () => new URL('../../../dist/tfjs-backend-wasm-simd.wasm', import.meta.url),
  'tfjs-backend-wasm.wasm': () => new URL('../../../dist/tfjs-backend-wasm.wasm', import.meta.url),
  'tupleflow-simd.wasm': () => new URL('../../../dist/tupleflow-simd.wasm', import.meta.url),
  'tupleflow-relaxed-simd.wasm': () => new URL('../../../dist/tupleflow-relaxed-simd.wasm', import.meta.url),
};

/** A binary: its URL (in Node also its path), its bytes, or the module that has been compiled from it. */
export type WasmBinary = string | URL | ArrayBuffer | Uint8Array | CompiledModule;

/** Where the binaries are: the folder of all, or each by the name of its file. */
export type WasmBinaries = string | URL | { readonly [Name in WasmBinaryName]?: WasmBinary };

/** @throws ArgumentError if `given` is not {@link WasmBinaries}. */
export function checkBinaries(owner: string, given: unknown): void {
  if (typeof given === 'string' || given instanceof URL || given === undefined) return;
  const names = Object.keys(urls);
  const isRecord = typeof given === 'object' && given !== null && !Array.isArray(given);
  const unknown = isRecord ? Object.keys(given).find((name) => !names.includes(name)) : undefined;
  if (!isRecord || unknown !== undefined) {
    throw new ArgumentError(
      `${owner} expects the URL of a folder, or binaries by '${names.join("' and '")}' (received ${received(unknown ?? given)})`,
    );
  }
  for (const [name, binary] of Object.entries(given)) {
    if (isPlace(binary) || isBytes(binary) || binary instanceof WebAssembly.Module) continue;
    throw new ArgumentError(
      `${owner}['${name}'] expects a URL, bytes or a WebAssembly.Module (received ${received(binary)})`,
    );
  }
}

/**
 * Compiles the binary of TensorFlow.js that suits this engine.
 *
 * Where it was not said where the binaries are, that is next to the modules of the library; a bundle that has left the file
 * out has the binary in itself.
 *
 * @throws StateError if the binary is not found where it was said to be.
 */
export async function compileBinary(hasSimd: boolean, binaries?: WasmBinaries): Promise<WebAssembly.Module> {
  const name: WasmBinaryName = hasSimd ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm';
  const given = givenBinary(name, binaries);
  if (given !== undefined) return compile(name, given);
  try {
    return await compile(name, urls[name]());
  } catch (error) {
    if (!hasSimd) throw error;
    const { simdBinary } = await import('#embedded-binary');
    return WebAssembly.compile(await unpacked(simdBinary));
  }
}

/** A module with one function, of the instructions of relaxed SIMD: f32x4.relaxed_madd of three zeros. */
const relaxedProbe = [
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 20, 1, 18, 0],
  ...[0x41, 0, 0xfd, 0x0f, 0x41, 0, 0xfd, 0x0f, 0x41, 0, 0xfd, 0x0f, 0xfd, 0x85, 2, 0x1a, 0x0b],
];

/** Whether this engine has relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(Uint8Array.from(relaxedProbe));
}

/** The file of our own kernels for an engine with SIMD. */
export function kernelsName(isRelaxed: boolean): KernelBinaryName {
  return isRelaxed ? 'tupleflow-relaxed-simd.wasm' : 'tupleflow-simd.wasm';
}

/**
 * Compiles a binary of our own kernels, which is found as {@link compileBinary} finds its own.
 *
 * @throws StateError if the binary is not found where it was said to be.
 */
export async function compileKernels(name: KernelBinaryName, binaries?: WasmBinaries): Promise<WebAssembly.Module> {
  const given = givenBinary(name, binaries);
  if (given !== undefined) return compile(name, given);
  try {
    return await compile(name, urls[name]());
  } catch {
    const { kernelBinaries } = await import('#embedded-kernels');
    return WebAssembly.compile(await unpacked(kernelBinaries[name]));
  }
}

/** What was given for a binary; `undefined` where nothing was. */
export function givenBinary(name: WasmBinaryName, binaries: WasmBinaries | undefined): WasmBinary | undefined {
  return binaries === undefined || !isPlace(binaries) ? binaries?.[name] : inFolder(binaries, name);
}

async function compile(name: string, binary: WasmBinary): Promise<WebAssembly.Module> {
  if (binary instanceof WebAssembly.Module) return binary;
  if (!isPlace(binary)) return WebAssembly.compile(binary as BufferSource);
  if (isNode() && !/^(https?|data|blob):/.test(String(binary))) {
    const { readFile } = await importOptional<typeof import('node:fs/promises')>('node:fs/promises');
    return WebAssembly.compile(await readFile(/^file:/.test(String(binary)) ? new URL(binary) : binary));
  }
  const response = await fetch(binary, { credentials: 'same-origin' });
  if (!response.ok) {
    throw new StateError(`backend 'wasm' expects ${name} at ${binary} (received status ${response.status})`);
  }
  // A server that does not know the type of the file has it compiled when it is there as a whole.
  return response.headers.get('Content-Type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

function inFolder(folder: string | URL, name: WasmBinaryName): string {
  return `${String(folder).replace(/\/$/, '')}/${name}`;
}

function isPlace(value: unknown): value is string | URL {
  return typeof value === 'string' || value instanceof URL;
}

function isBytes(value: unknown): value is BufferSource {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** The bytes that were compressed by gzip and written in base64. */
async function unpacked(text: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}
