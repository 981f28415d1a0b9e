// Modules of `dist` that are written by the scripts `bundle-tensorflow.js`, from packages of TensorFlow.js,
// `build-kernels.js`, from the folder `assembly`, and `list-layers.js`.

/** TensorFlow.js' gradient rules, one export a kernel. */
declare module '#gradients';

/** The WebAssembly backend and its kernels, but for those that the library does not run. */
declare module '#wasm-backend' {
  /** The names of the others. */
  export const rareKernelNames: readonly string[];
  export const kernelConfigs: readonly import('@tensorflow/tfjs-core').KernelConfig[];
  export { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

  /** Starts the module of the binary that `instantiateWasm` instantiates. */
  export function createModule(options: {
    readonly instantiateWasm: (
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => object;
  }): Promise<EmscriptenModule & { readonly cwrap: Wrap }>;

  /** A function of the module. */
  type Wrap = (name: string, returned: string | null, parameters: readonly string[]) => (...given: number[]) => never;
}

/** The cpu backend and its kernels, but for those that the library does not run. */
declare module '#cpu-backend' {
  export const kernelConfigs: readonly import('@tensorflow/tfjs-core').KernelConfig[];
  export { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
}

/** The kernels of both backends that the library does not run. */
declare module '#rare-kernels' {
  export const wasmConfigs: readonly import('@tensorflow/tfjs-core').KernelConfig[];
  export const cpuConfigs: readonly import('@tensorflow/tfjs-core').KernelConfig[];
}

/** The binary with SIMD, compressed by gzip, in base64. */
declare module '#embedded-binary' {
  export const simdBinary: string;
}

/** The binaries of our own kernels, compressed by gzip, in base64. */
declare module '#embedded-kernels' {
  export const kernelBinaries: Readonly<Record<'tupleflow-simd.wasm' | 'tupleflow-relaxed-simd.wasm', string>>;
}

/** The names of the library's layers. */
declare module '#layer-names' {
  export const layerNames: ReadonlySet<string>;
}
