import { setFlagsFromString } from 'node:v8';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { loadKernels, useKernels } from '../../../src/backends/wasm/own-kernels.js';

const builds: Readonly<Record<string, (backend: BackendWasm) => Promise<void> | void>> = {
  'with SIMD': async (backend) => useKernels(backend, await loadKernels(backend, false)),
  'with relaxed SIMD': async (backend) => {
    // Node 20 has it behind a flag.
    setFlagsFromString('--experimental-wasm-relaxed-simd');
    useKernels(backend, await loadKernels(backend, true));
  },
  'without kernels of our own': (backend) => useKernels(backend, null),
};

/** Runs tests with each build of our own kernels, and without them. */
export function describeBuilds(name: string, tests: () => void): void {
  describe.each(Object.entries(builds))(`${name} %s`, (_, use) => {
    const backend = async () => {
      await setBackend('wasm');
      return tf.backend() as BackendWasm;
    };
    beforeAll(async () => use(await backend()));
    afterAll(async () => useKernels(await backend(), await loadKernels(await backend(), false)));
    tests();
  });
}
