import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import type { BackendName } from '../../src/backends/backend.js';

const addon = '../../node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node';

/** Whether tests run on the native backend: where it is installed, and where they must, as on CI. */
export const hasNative: boolean =
  process.env.TUPLEFLOW_NATIVE === 'required' || existsSync(fileURLToPath(new URL(addon, import.meta.url)));

/** The backends that numbers are tested on. */
export const testedBackends: readonly BackendName[] = hasNative ? ['cpu', 'wasm', 'node'] : ['cpu', 'wasm'];

/** Registers tests on the native backend; where that is not installed, one that is skipped and says what to do. */
export function onNative(register: () => void): void {
  const reason = "the native backend is not installed here ('npm run setup:native' does that)";
  if (hasNative) {
    register();
  } else {
    console.info(`skipped: ${reason}`);
    it.skip(reason, () => undefined);
  }
}
