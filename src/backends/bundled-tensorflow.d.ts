// What `scripts/bundle-tensorflow.js` bundles from packages of TensorFlow.js.

/** TensorFlow.js' gradient rules, one export a kernel. */
declare module '#gradients';

/** The WebAssembly backend and its kernels. */
declare module '#wasm-backend' {
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

/** The cpu backend and its kernels. */
declare module '#cpu-backend' {
  export const kernelConfigs: readonly import('@tensorflow/tfjs-core').KernelConfig[];
  export { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
}

/** The binary with SIMD, compressed by gzip, in base64. */
declare module '#embedded-binary' {
  export const simdBinary: string;
}
