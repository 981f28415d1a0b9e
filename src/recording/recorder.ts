import * as tf from '@tensorflow/tfjs-core';
import type { Recording } from './recording.js';
import { createReplay, type Replay } from './replay.js';
import { createWasmReplay } from './wasm/fused-kernels.js';

export { record } from './recording.js';
export { difference } from './same.js';

type Compile = (recording: Recording) => Replay;

/** How recordings are prepared for the native library, once it has been used. */
let native: Compile | undefined;

/** Loads what recordings need on the native backend. */
export async function prepareNative(): Promise<void> {
  native ??= (await import('./native/native-replay.js')).createNativeReplay;
}

/** Prepares a recording for the active backend. */
export function compileRecording(recording: Recording): Replay {
  if (tf.getBackend() === 'tensorflow' && native !== undefined) return native(recording);
  return tf.getBackend() === 'wasm' ? createWasmReplay(recording) : createReplay(recording);
}
