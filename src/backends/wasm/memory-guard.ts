import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataId, KernelFunc } from '@tensorflow/tfjs-core';
import { MemoryError } from '../../errors.js';

/** The functions of TensorFlow.js' WebAssembly module that manage its heap. */
interface HeapModule {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** A reference to data that was taken, +1, or given up, -1. */
type Reference = readonly [DataId, 1 | -1];

/** The memory of one backend, as far as tensors occupy it. */
interface Guard {
  /** How many bytes all tensors together may have. */
  limit: number;
  used: number;
  readonly sizes: Map<number, number>;
  /** The references to data that the kernel which is running has taken and given up; undefined, if none is running. */
  journal: Reference[] | undefined;
}

/** What the module can address, less what its own functions need beside the tensors, to pack weights for instance. */
const addressable = 4_294_901_760 - 128 * 2 ** 20;

const guards = new WeakMap<object, Guard>();

/**
 * Makes the backend throw where its memory does not suffice. By itself it takes the address 0, which stands for a failed
 * allocation, for memory, and overwrites whatever lies there: the tensors of every model.
 */
export function guardMemory(backend: BackendWasm): void {
  if (guards.has(backend)) return;
  const guard: Guard = { limit: addressable, used: 0, sizes: new Map(), journal: undefined };
  guards.set(backend, guard);
  guardHeap(backend.wasm as unknown as HeapModule, guard);
  keepJournal(backend, guard);
}

/** Lets all tensors together have at most so many bytes; unless given, as many as the module can address. */
export function limitMemory(backend: BackendWasm, bytes: number = addressable): void {
  const guard = guards.get(backend);
  if (guard) guard.limit = bytes;
}

/** How many bytes all tensors together have. */
export function memoryInUse(backend: BackendWasm): number {
  return guards.get(backend)?.used ?? 0;
}

function guardHeap(module: HeapModule, guard: Guard): void {
  // Both functions are placeholders, which replace themselves when they are first called.
  module._free(module._malloc(1));
  const { _malloc: allocate, _free: free } = module;
  module._malloc = (bytes) => {
    const address = guard.used + bytes > guard.limit ? 0 : allocate(bytes) >>> 0;
    if (address === 0) throw new MemoryError(tooMuch(bytes, guard));
    guard.used += bytes;
    guard.sizes.set(address, bytes);
    return address;
  };
  module._free = (address) => {
    guard.used -= guard.sizes.get(address) ?? 0;
    guard.sizes.delete(address);
    free(address);
  };
}

function keepJournal(backend: BackendWasm, guard: Guard): void {
  const { write, incRef, disposeData } = backend;
  backend.write = (...values) => {
    const dataId = write.apply(backend, values);
    guard.journal?.push([dataId, 1]);
    return dataId;
  };
  backend.incRef = (dataId) => {
    incRef.call(backend, dataId);
    guard.journal?.push([dataId, 1]);
  };
  backend.disposeData = (dataId, force) => {
    guard.journal?.push([dataId, -1]);
    return disposeData.call(backend, dataId, force);
  };
}

function tooMuch(bytes: number, { used, limit }: Guard): string {
  return (
    `backend 'wasm' expects tensors of at most ${inUnits(limit)} altogether; use smaller batches or models, dispose of what ` +
    `is no longer needed, or run on backend 'node' (received ${inUnits(bytes)} more, with ${inUnits(used)} in use)`
  );
}

function inUnits(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const unit = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** unit).toFixed(unit === 3 ? 2 : 0)} ${units[unit]}`;
}

/** A kernel that gives up all that it has made where it throws, its scratch memory included. */
export function withoutRemains(kernel: KernelFunc): KernelFunc {
  return (call) => {
    const backend = call.backend as BackendWasm;
    const guard = guards.get(backend);
    if (!guard) return kernel(call);
    const outer = guard.journal;
    const journal: Reference[] = [];
    guard.journal = journal;
    try {
      const output = kernel(call);
      if (outer) for (const reference of journal) outer.push(reference);
      return output;
    } catch (error) {
      for (const dataId of stillTaken(journal)) backend.disposeData(dataId);
      throw error;
    } finally {
      guard.journal = outer;
    }
  };
}

/** The data that more references were taken to than given up, once for each. */
function stillTaken(journal: readonly Reference[]): DataId[] {
  const counts = new Map<DataId, number>();
  for (const [dataId, change] of journal) counts.set(dataId, (counts.get(dataId) ?? 0) + change);
  return [...counts].flatMap(([dataId, count]) => new Array<DataId>(Math.max(0, count)).fill(dataId));
}
