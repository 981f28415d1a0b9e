import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataId, KernelFunc } from '@tensorflow/tfjs-core';
import { MemoryError } from '../../errors.js';

/** The functions of TensorFlow.js' WebAssembly module that manage its heap. */
interface HeapModule {
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** The memory of one backend, as far as tensors occupy it. */
interface Guard {
  /** How many bytes all tensors together may have. */
  limit: number;
  used: number;
  /** How many bytes were allocated last. */
  allocated: number;
  /** How many kernels are running, each called by the one before. */
  depth: number;
  /** The data that they have taken references to, in order: the first {@link takenCount}. */
  readonly taken: DataId[];
  takenCount: number;
  /** The data that they have given up references to. */
  readonly givenUp: DataId[];
  givenUpCount: number;
}

/** A backend that is guarded. The guard is a property, which is found faster than an entry of a map: each kernel asks for it. */
interface Guarded extends BackendWasm {
  [guardKey]?: Guard;
}

const guardKey: unique symbol = Symbol('memory guard');

/** The key of data in memory, with the number of its bytes. */
interface SizedData extends DataId {
  bytes?: number;
}

/** The bytes that tensors can take: those that the module can address, less what its own functions need, to pack weights for instance. */
const addressable = 4_294_901_760 - 128 * 2 ** 20;

/**
 * Makes the backend throw where its memory does not suffice. By itself it takes the address 0, which stands for a failed
 * allocation, for memory, and overwrites whatever lies there: the tensors of every model.
 */
export function guardMemory(backend: BackendWasm): void {
  const guarded: Guarded = backend;
  if (guarded[guardKey]) return;
  const guard: Guard = {
    limit: addressable,
    used: 0,
    allocated: 0,
    depth: 0,
    taken: [],
    takenCount: 0,
    givenUp: [],
    givenUpCount: 0,
  };
  guarded[guardKey] = guard;
  guardHeap(backend.wasm as unknown as HeapModule, guard);
  countReferences(backend, guard);
}

/** Lets all tensors together have at most so many bytes; unless given, as many as the module can address. */
export function limitMemory(backend: BackendWasm, bytes: number = addressable): void {
  const guard = (backend as Guarded)[guardKey];
  if (guard) guard.limit = bytes;
}

/** How many bytes all tensors together have. */
export function memoryInUse(backend: BackendWasm): number {
  return (backend as Guarded)[guardKey]?.used ?? 0;
}

/** @throws MemoryError if so many bytes more do not fit, before they are computed. */
export function requireMemory(backend: BackendWasm, bytes: number): void {
  const guard = (backend as Guarded)[guardKey];
  if (guard && guard.used + bytes > guard.limit) throw new MemoryError(tooMuch(bytes, guard));
}

function guardHeap(module: HeapModule, guard: Guard): void {
  // The function is a placeholder, which replaces itself when it is first called.
  module._free(module._malloc(1));
  const { _malloc: allocate } = module;
  module._malloc = (bytes) => {
    const address = guard.used + bytes > guard.limit ? 0 : allocate(bytes) >>> 0;
    if (address === 0) throw new MemoryError(tooMuch(bytes, guard));
    guard.allocated = bytes;
    return address;
  };
}

/** Counts the bytes of data, and notes which references to it the kernel that is running takes and gives up. */
function countReferences(backend: BackendWasm, guard: Guard): void {
  const { write, move, incRef, disposeData } = backend;
  backend.write = (values, shape, dtype) => {
    const dataId = write.call(backend, values, shape, dtype);
    if (guard.depth > 0) guard.taken[guard.takenCount++] = dataId;
    return dataId;
  };
  backend.move = (dataId: SizedData, values, shape, dtype, references) => {
    guard.allocated = 0;
    move.call(backend, dataId, values, shape, dtype, references);
    dataId.bytes = guard.allocated;
    guard.used += guard.allocated;
  };
  backend.incRef = (dataId) => {
    incRef.call(backend, dataId);
    if (guard.depth > 0) guard.taken[guard.takenCount++] = dataId;
  };
  backend.disposeData = (dataId: SizedData, force) => {
    if (guard.depth > 0) guard.givenUp[guard.givenUpCount++] = dataId;
    const isFreed = disposeData.call(backend, dataId, force);
    if (isFreed) {
      guard.used -= dataId.bytes ?? 0;
      dataId.bytes = 0;
    }
    return isFreed;
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
    const guard = (backend as Guarded)[guardKey];
    if (!guard) return kernel(call);
    const { takenCount, givenUpCount } = guard;
    guard.depth++;
    try {
      return kernel(call);
    } catch (error) {
      const remains = without(
        guard.taken.slice(takenCount, guard.takenCount),
        guard.givenUp.slice(givenUpCount, guard.givenUpCount),
      );
      for (const dataId of remains) backend.disposeData(dataId);
      throw error;
    } finally {
      guard.depth--;
      if (guard.depth === 0) guard.takenCount = guard.givenUpCount = 0;
    }
  };
}

/** The references that have not been given up, once for each. */
function without(taken: readonly DataId[], givenUp: readonly DataId[]): readonly DataId[] {
  const remains = [...taken];
  for (const dataId of givenUp) {
    const place = remains.indexOf(dataId);
    if (place >= 0) remains.splice(place, 1);
  }
  return remains;
}
