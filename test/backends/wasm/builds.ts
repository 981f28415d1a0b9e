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

async function wasm(): Promise<BackendWasm> {
  await setBackend('wasm');
  return tf.backend() as BackendWasm;
}

/** Runs tests with each build of our own kernels, and without them. */
export function describeBuilds(name: string, tests: () => void): void {
  describe.each(Object.entries(builds))(`${name} %s`, (_, use) => {
    beforeAll(async () => use(await wasm()));
    afterAll(async () => useKernels(await wasm(), await loadKernels(await wasm(), false)));
    tests();
  });
}

/** The same, and on the cpu backend. */
export function describeBackends(name: string, tests: () => void): void {
  describeBuilds(`${name} on wasm`, tests);
  describe(`${name} on cpu`, () => {
    beforeAll(async () => void (await setBackend('cpu')));
    tests();
  });
}
