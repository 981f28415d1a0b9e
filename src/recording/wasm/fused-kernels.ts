import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { fuseElementwise } from '../fuse.js';
import type { FusedProgram, Recording } from '../recording.js';
import { createReplay, type Replay } from '../replay.js';
import { emitModule } from './emit.js';

type Pass = (...addresses: readonly number[]) => void;

/** What is used here of the backend's module: the memory in which its tensors are. */
interface Module {
  readonly asm?: { readonly memory?: WebAssembly.Memory };
}

/**
 * Prepares a recording for the WebAssembly backend: chains of operations on elements run as one pass over the memory of the backend,
 * by functions that are generated for them.
 */
export function createWasmReplay(recording: Recording): Replay {
  const fused = fuseElementwise(recording);
  const { memory } = ((tf.backend() as BackendWasm).wasm as Module).asm ?? {};
  const programs = new Map<string, FusedProgram>();
  for (const kernel of fused.kernels) {
    if (kernel.fused !== undefined) programs.set(JSON.stringify(kernel.fused), kernel.fused);
  }
  if (programs.size === 0 || memory === undefined) return createReplay(recording);
  const bytes = emitModule([...programs.values()]);
  // An engine without SIMD.
  if (!WebAssembly.validate(bytes)) return createReplay(recording);
  const exports = instantiate(bytes, memory);
  if (exports === null) return createReplay(recording);
  const passes = new Map([...programs.keys()].map((key, index) => [key, exports[String(index)] as Pass]));
  return createReplay(fused, ({ fused: program }) => {
    if (program === undefined) return undefined;
    return passKernel(passes.get(JSON.stringify(program)) as Pass, program);
  });
}

/** The functions of a module; `null` where a runtime does not let programs generate code, as those at the edge of networks. */
function instantiate(bytes: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory): WebAssembly.Exports | null {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), { m: { m: memory } }).exports;
  } catch (error) {
    // (Older browsers compile only small modules in the thread of a page.)
    if (error instanceof WebAssembly.CompileError || error instanceof RangeError) return null;
    throw error;
  }
}

function passKernel(pass: Pass, { stored }: FusedProgram): tf.KernelFunc {
  const shapes = stored.map(({ shape }) => [...shape]);
  return ({ inputs, backend }) => {
    const wasm = backend as BackendWasm;
    const outputs = shapes.map((shape) => wasm.makeOutput(shape, 'float32'));
    const addresses: number[] = [];
    for (const input of Object.values(inputs)) {
      addresses.push(wasm.dataIdMap.get((input as tf.TensorInfo).dataId).memoryOffset);
    }
    for (const { dataId } of outputs) addresses.push(wasm.dataIdMap.get(dataId).memoryOffset);
    pass(...addresses);
    return outputs;
  };
}
