import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../../errors.js';
import { compileKernels, givenBinary, hasRelaxedSimd, kernelsName, type WasmBinaries } from './binaries.js';
import { makeTensor, release } from './heap.js';

/** The functions of our own module, which is written in `assembly`. They take sizes and strides in elements, and addresses in bytes. */
interface OwnFunctions extends WebAssembly.Exports, RecurrentFunctions {
  winograd(...numbers: readonly number[]): void;
  winogradBytes(channels: number, outChannels: number): number;
  winogradFilterGradient(...numbers: readonly number[]): void;
  winogradGradientBytes(channels: number, outChannels: number): number;
  product(...numbers: readonly number[]): void;
  productBytes(rows: number, columns: number, inner: number): number;
  convolution(...numbers: readonly number[]): void;
  convolutionBytes(places: number, inner: number, columns: number): number;
  filterGradient(...numbers: readonly number[]): void;
}

/** The layers of which our own module takes all steps. */
export type RecurrentFunction = 'lstm' | 'gru' | 'simpleRnn';

type RecurrentFunctions = Record<
  RecurrentFunction | `${RecurrentFunction}Gradient`,
  (...numbers: readonly number[]) => void
> &
  Record<`${RecurrentFunction}Bytes`, (batch: number, units: number) => number> &
  Record<`${RecurrentFunction}GradientBytes`, (batch: number, steps: number, units: number) => number>;

/** Our own kernels for one backend, on its memory. */
export interface OwnKernels {
  readonly functions: OwnFunctions;
  /** Whether multiplications and additions are fused. */
  readonly isRelaxed: boolean;
}

const kernelsKey: unique symbol = Symbol('own kernels');

/** A backend that has our own kernels; `null` where they cannot be loaded. */
interface Extended extends BackendWasm {
  [kernelsKey]?: OwnKernels | null;
}

/** What is used here of the backend's module: the memory in which its tensors are. */
interface StockModule {
  readonly asm?: { readonly memory?: WebAssembly.Memory };
}

/**
 * The backend's own kernels, for a kernel that cannot do without them.
 *
 * @throws StateError if there are none; who runs such a kernel asks first.
 */
export function requireKernels(backend: BackendWasm): OwnKernels {
  const kernels = ownKernels(backend);
  if (kernels) return kernels;
  throw new StateError("backend 'wasm' expects its own kernels for this operation (received none)");
}

/** The backend's own kernels, where it has them: not in engines without SIMD, and not where the file was not found. */
export function ownKernels(backend: BackendWasm): OwnKernels | undefined {
  return (backend as Extended)[kernelsKey] ?? undefined;
}

/**
 * Loads our own kernels for a backend that has none yet. It works without them, slower; where they cannot be loaded, a warning says
 * so.
 *
 * @throws whatever is wrong with binaries that are given.
 */
export async function addOwnKernels(backend: BackendWasm, binaries?: WasmBinaries): Promise<void> {
  if ((backend as Extended)[kernelsKey] !== undefined || (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) !== true)
    return;
  const isRelaxed = hasRelaxedSimd();
  try {
    useKernels(backend, await loadKernels(backend, isRelaxed, binaries));
  } catch (error) {
    if (givenBinary(kernelsName(isRelaxed), binaries) !== undefined) throw error;
    useKernels(backend, null);
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(`tupleflow trains more slowly on backend 'wasm', because its own kernels cannot be loaded: ${reason}`);
  }
}

/** Loads one of the two builds of our own kernels, on the memory of a backend. */
export async function loadKernels(
  backend: BackendWasm,
  isRelaxed: boolean,
  binaries?: WasmBinaries,
): Promise<OwnKernels> {
  const { memory } = (backend.wasm as StockModule).asm ?? {};
  if (memory === undefined) throw new StateError("our own kernels expect the memory of backend 'wasm' (received none)");
  const module = await compileKernels(kernelsName(isRelaxed), binaries);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  // The functions are those of `assembly/index.ts`.
  return { functions: exports as OwnFunctions, isRelaxed };
}

/** Lets a backend use our own kernels, or do without. */
export function useKernels(backend: BackendWasm, kernels: OwnKernels | null): void {
  (backend as Extended)[kernelsKey] = kernels;
}

/** Where the elements of a tensor start; 0 for a tensor that is not there. */
export function addressOf(backend: BackendWasm, tensor: TensorInfo | undefined): number {
  return tensor === undefined ? 0 : backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/** Lends memory, whose address it passes on. */
export function withScratch(backend: BackendWasm, bytes: number, use: (address: number) => void): void {
  const scratch = makeTensor(backend, [Math.ceil(bytes / 4)]);
  use(addressOf(backend, scratch));
  release(backend, scratch);
}
